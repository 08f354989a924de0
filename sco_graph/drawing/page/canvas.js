// What a diagram is seen on: a canvas of our own at first, since reading vis-network takes longer
// than drawing the picture; then the canvas of vis-network, on which we draw the same.

const first = make("canvas");
// Where one looks as long as there is no vis-network: the middle of the window, and the size.
const opening = { x: 0, y: 0, scale: 1 };
// So many edges are given to vis-network at a time, lest a click wait for all of them.
const AT_ONCE = 500;
let network = null;
// Where the reader went to, which stays in sight whatever becomes of the window.
let wentTo = null;
let draggable = false;
let waiting = false;

// --- from the window to the diagram and back ---

function currentScale() {
  return network ? network.getScale() : opening.scale;
}

function currentMiddle() {
  return network ? network.getViewPosition() : { x: opening.x, y: opening.y };
}

function toDiagram({ x, y }) {
  if (network) return network.DOMtoCanvas({ x, y });
  const { clientWidth, clientHeight } = find("picture-area");
  return { x: (x - clientWidth / 2) / opening.scale + opening.x, y: (y - clientHeight / 2) / opening.scale + opening.y };
}

function toWindow({ x, y }) {
  if (network) return network.canvasToDOM({ x, y });
  const { clientWidth, clientHeight } = find("picture-area");
  return { x: (x - opening.x) * opening.scale + clientWidth / 2, y: (y - opening.y) * opening.scale + clientHeight / 2 };
}

function goTo(middle, scale) {
  wentTo = { ...middle, scale };
  lookAt(middle, scale);
}

function lookAgain() {
  if (wentTo) lookAt(wentTo, wentTo.scale);
  else fit();
}

function lookAt({ x, y }, scale) {
  if (network) network.moveTo({ position: { x, y }, scale, animation: false });
  else {
    Object.assign(opening, { x, y, scale });
    redrawSoon();
  }
}

function seenArea() {
  const { clientWidth, clientHeight } = find("picture-area");
  const [from, to] = [toDiagram({ x: 0, y: 0 }), toDiagram({ x: clientWidth, y: clientHeight })];
  return [from.x, from.y, to.x, to.y];
}

// --- drawing ---

// However much changes at once, it is drawn once.
function redrawSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    redraw();
  });
}

function redraw() {
  if (network) network.redraw();
  else drawFirst();
}

// As vis-network does it, to the pixel: nothing is to move when its canvas comes.
function drawFirst() {
  const { clientWidth, clientHeight } = find("picture-area");
  const ratio = devicePixelRatio || 1;
  Object.assign(first, { width: Math.round(clientWidth * ratio), height: Math.round(clientHeight * ratio) });
  const context = first.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { x, y } = toWindow({ x: 0, y: 0 });
  context.translate(x, y);
  context.scale(opening.scale, opening.scale);
  drawBehind(context);
  const [pen, seen] = [new CanvasPen(context), seenArea()];
  for (const item of carried.nodes) if (shown.has(item.id) && isSeen(item, seen)) drawBox(pen, item);
  document.documentElement.dataset.drawn = "yes";
}

function drawBehind(context) {
  const pen = new CanvasPen(context);
  drawBands(pen);
  const seen = seenArea();
  const behind = carried.edges.filter((link) => shown.has(link.id) && touches(seen, boundsOf(link)));
  for (const link of behind) if (!around || !isBright(link.id)) drawLink(pen, link);
  for (const link of behind) if (around && isBright(link.id)) drawLink(pen, link);
}

// --- vis-network ---

function startPicture() {
  const stage = find("picture-area");
  stage.append(first);
  first.onclick = ({ offsetX, offsetY }) => select(thingAt(toDiagram({ x: offsetX, y: offsetY })));
  stage.addEventListener("wheel", onWheel, { passive: false });
  stage.addEventListener("mousemove", onHover);
  stage.addEventListener("mouseleave", () => showTip(null));
  stage.addEventListener("keydown", onStageKey);
  addEventListener("resize", () => network || lookAgain());
  fit();
  afterFirstFrame(readLibrary);
}

// The library's text is whole when the document is; and when a second frame begins, the first one
// is on the screen.
function afterFirstFrame(act) {
  addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)));
  });
}

// In steps, between which the page answers.
function readLibrary() {
  // The policy of the page knows this script by its digest.
  document.head.append(make("script", { textContent: find("library").textContent }));
  setTimeout(startNetwork);
}

function startNetwork() {
  const stage = find("picture-area");
  const nodes = new vis.DataSet(carried.nodes.map(({ id }) => ({ id, x: places.get(id)[0], y: places.get(id)[1] })));
  const edges = new vis.DataSet();
  const none = { drawNode() {} };
  network = new vis.Network(stage, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: false, keyboard: { enabled: false }, multiselect: false, zoomView: false, dragNodes: draggable, selectConnectedEdges: false },
    nodes: { shape: "custom", ctxRenderer: ({ ctx, id }) => (shown.has(id) ? { drawNode: () => drawBox(new CanvasPen(ctx), things.get(id)) } : none) },
    edges: { smooth: false },
  });
  for (const { id } of carried.nodes) fitToBox(id);
  stage.querySelector(".vis-network").removeAttribute("tabindex");
  network.on("beforeDrawing", drawBehind);
  network.on("click", ({ pointer }) => select(thingAt(pointer.canvas)));
  network.on("doubleClick", ({ pointer }) => zoomBy(1.5, pointer.DOM));
  network.on("dragging", ({ nodes: [id], pointer }) => id && follow(id, pointer));
  network.on("dragEnd", ({ nodes: [id], pointer }) => {
    if (!id) return;
    // While it is dragged, vis-network tells where it was a step ago.
    follow(id, pointer);
    keepMove(id);
  });
  // vis-network fits its view to the new size just after it tells of it.
  network.on("resize", () => requestAnimationFrame(lookAgain));
  network.on("dragStart", () => showTip(null));
  network.on("dragEnd", () => {
    find("more").hidden = true;
    wentTo = { ...currentMiddle(), scale: currentScale() };
  });
  lookAt(opening, opening.scale);
  network.redraw();
  addEdges(edges, carried.edges.map(({ id, from, to }) => ({ id, from, to, hidden: true })));
}

// What is not shown can't be dragged either.
function keepFromDragging() {
  if (!network) return;
  const { nodes } = network.body.data;
  const changed = nodes.get({ filter: ({ id, hidden = false }) => hidden === shown.has(id) });
  if (changed.length) nodes.update(changed.map(({ id }) => ({ id, hidden: !shown.has(id) })));
}

// vis-network knows the edges, but we draw them.
function addEdges(known, left) {
  known.add(left.slice(0, AT_ONCE));
  if (left.length > AT_ONCE) setTimeout(() => addEdges(known, left.slice(AT_ONCE)));
  else isReady();
}

// vis-network asks the size of a shape of our own only when it has been drawn once.
function fitToBox(id) {
  if (!network) return;
  const { width, height } = boxOf(things.get(id));
  const { shape } = network.body.nodes[id];
  Object.assign(shape, { customSizeWidth: width, customSizeHeight: height, width, height });
}
