// A diagram: boxes where the layout put them, lines on their routes; and how one moves about in it.

const MARGIN = 9;
const SIGN = 18;
const HEADS = 40;
// The least size of letters when a picture opens; in a small window the whole is worth more.
function readable() {
  return innerWidth >= 1500 ? 11 : 8.5;
}

const places = new Map(carried.nodes.map(({ id, x, y }) => [id, [x, y]]));
// Those that are no longer where they were laid out.
const moved = new Set();
const paths = new Map();
const bounds = new Map();
const heaviest = carried.edges.reduce((most, { weight }) => Math.max(most, weight), 1);

// --- geometry ---

function boxOf(item) {
  const [middle, y] = places.get(item.id);
  const lines = linesOf(item, item.width - 2 * MARGIN - SIGN);
  const text = heightOf(lines);
  const height = Math.max(item.height, text + 2 * MARGIN - 3);
  return { x: middle - item.width / 2, y: y - height / 2, width: item.width, height, lines, text };
}

// The numbers of the points of a line: x and y in turn.
function numbersOf(link) {
  if (!moved.has(link.from) && !moved.has(link.to)) return link.points;
  const [from, to] = [link.from, link.to].map((id) => boxOf(things.get(id)));
  const rightwards = from.x + from.width / 2 <= to.x + to.width / 2;
  const start = [rightwards ? from.x + from.width : from.x, from.y + from.height / 2];
  const end = [rightwards ? to.x : to.x + to.width, to.y + to.height / 2];
  const middle = (start[0] + end[0]) / 2;
  return [...start, middle, start[1], middle, end[1], ...end].map(round);
}

function pointsOf(link) {
  const points = [];
  numbersOf(link).forEach((number, i, all) => i % 2 && points.push([all[i - 1], number]));
  return points;
}

function pathOf(link) {
  if (!paths.has(link.id)) paths.set(link.id, new Path2D(curve(pointsOf(link), dashes(link.manner).length > 0)));
  return paths.get(link.id);
}

// As large as it was laid out; boxes that were changed here may need more.
function extent() {
  let [right, bottom] = [carried.width, carried.height];
  for (const item of carried.nodes) {
    if (!shown.has(item.id) || !(isReworded(item.id) || moved.has(item.id))) continue;
    const box = boxOf(item);
    right = Math.max(right, box.x + box.width + MARGIN);
    bottom = Math.max(bottom, box.y + box.height + MARGIN);
  }
  return { width: right, height: bottom };
}

// --- drawing, with either pen ---

function drawScene(pen) {
  drawBands(pen);
  for (const link of carried.edges) {
    if (shown.has(link.id)) pen.group({ id: link.id, title: titleOf(things.get(link.id)) }, () => drawLink(pen, link));
  }
  for (const item of carried.nodes) {
    if (shown.has(item.id)) pen.group({ id: item.id, title: titleOf(things.get(item.id)) }, () => drawBox(pen, item));
  }
}

function drawBands(pen) {
  const { height } = extent();
  for (const column of carried.columns || []) {
    const [x, width] = [column.left - 10, column.right - column.left + 20];
    pen.shape(rounded({ x, y: 0, width, height, radius: 6 }), { fill: paper().band });
    const letters = { size: lettering.heading, bold: true };
    pen.text(spoken(column.title).text, { x: x + width / 2, y: HEADS - 14, fill: paper().ink, anchor: "middle", room: width - 8, ...letters });
  }
}

function drawLink(pen, link) {
  const dim = around && !isBright(link.id);
  const strong = edits.highlight.has(link.id) || chosen.selected === link.id;
  const look = { ...lineLook(link.family) };
  look.width += weightOf(link) + (strong ? 2 : around && !dim ? 0.8 : 0) + (hovered === link.id ? 1 : 0);
  const path = pen instanceof CanvasPen ? pathOf(link) : null;
  drawLine(pen, pointsOf(link), look, { manner: link.manner, faint: dim ? 0.12 : 1, path });
}

// What a line gains in width, up to 4.5, by how often it holds.
function weightOf({ weight }) {
  return heaviest > 1 ? (4.5 * (weight - 1)) / (heaviest - 1) : 0;
}

// Of what is next to a selected item, its links and the items behind them are bright, and no others.
function isBright(id) {
  return around.has(id);
}

function drawBox(pen, item) {
  const faint = around && !isBright(item.id) ? 0.28 : 1;
  const look = kindLook(item.kind);
  const { lines, text, ...box } = boxOf(item);
  const strong = edits.highlight.has(item.id) || chosen.selected === item.id;
  pen.shape(rounded({ ...box, radius: look.radius }), { fill: paper().ground });
  if (strong) drawHalo(pen, box, look.radius);
  pen.shape(rounded({ ...box, radius: look.radius }), { fill: look.fill, faint });
  const thick = strong ? 3 : hovered === item.id ? 2.4 : 1.6;
  pen.shape(rounded({ ...box, radius: look.radius }), { stroke: look.stroke, thick, dash: dashes(item.manner), faint });
  drawLabel(pen, { lines, text, box, look, faint, names: namesOf(item) });
}

function drawHalo(pen, { x, y, width, height }, radius) {
  const around_ = { x: x - 4, y: y - 4, width: width + 8, height: height + 8, radius: radius + 4 };
  pen.shape(rounded(around_), { stroke: paper().ink, thick: 2 });
}

// A label in the middle of the height of its box, after the sign of the kind.
function drawLabel(pen, { lines, text, box, look, faint, names }) {
  let y = box.y + (box.height - text) / 2;
  const x = box.x + MARGIN + (look.mark ? SIGN : 0);
  const room = box.x + box.width - x - MARGIN + 4;
  if (look.mark) pen.sign(look.mark, box.x + MARGIN, round(y + sizeOf(lines[0]) * lettering.line * 0.5 - 6), look.stroke, faint);
  const lastName = lines.filter((line) => !line.note).length - 1;
  lines.forEach((line, i) => {
    const size = sizeOf(line);
    y += size * lettering.line;
    const mark = i === lastName && fellBack(names) ? " (en)" : "";
    pen.text(line.text + mark, { x, y: round(y - size * 0.32), fill: line.note ? paper().muted : look.ink, room, size, italic: Boolean(mark), faint });
  });
}

// --- what is seen, and what is under the pointer ---

// The rectangle that a line does not leave: left, top, right, bottom.
function boundsOf(link) {
  if (!bounds.has(link.id)) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    numbersOf(link).forEach((number, i) => {
      box[i % 2] = Math.min(box[i % 2], number - 12);
      box[2 + (i % 2)] = Math.max(box[2 + (i % 2)], number + 12);
    });
    bounds.set(link.id, box);
  }
  return bounds.get(link.id);
}

function isSeen(item, area) {
  const { x, y, width, height } = boxOf(item);
  // A highlighted box has a frame around it.
  return touches(area, [x - MARGIN, y - MARGIN, x + width + MARGIN, y + height + MARGIN]);
}

function touches([left, top, right, bottom], [l, t, r, b]) {
  return l <= right && r >= left && t <= bottom && b >= top;
}

function showPicture() {
  around = neighbourhood();
  find("picture-area").setAttribute("aria-label", `${title()}: ${find("shown").textContent}`);
  if (draggable !== chosen.editing) {
    draggable = chosen.editing;
    if (network) network.setOptions({ interaction: { dragNodes: draggable } });
  }
  if (draggable) keepFromDragging();
  redrawSoon();
}

function showSelected() {
  showPicture();
}

// The selected thing may be an item or a link, the topmost one that is near the pointer.
function thingAt({ x, y }) {
  const inside = (item) => {
    const box = boxOf(item);
    return shown.has(item.id) && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  };
  const item = carried.nodes.findLast(inside);
  return item ? item.id : linkAt(x, y);
}

// The line that is nearest: where lines lie close together, a wide reach finds the wrong one.
function linkAt(x, y) {
  for (const reach of [2, 5, 9, 14]) {
    measuring.lineWidth = reach / currentScale();
    const hit = carried.edges.findLast((link) => shown.has(link.id) && measuring.isPointInStroke(pathOf(link), x, y));
    if (hit) return hit.id;
  }
  return null;
}

// --- looking around ---

// The whole picture if its letters stay readable; else as much of it as does, from its beginning.
function fit(whole = false) {
  const stage = find("picture-area");
  const { width, height } = extent();
  if (!stage.clientWidth || !width) return;
  const all = Math.min(stage.clientWidth / width, stage.clientHeight / height);
  const scale = whole ? all : Math.max(readable() / lettering.note, Math.min(all, 1.4));
  const x = width * scale <= stage.clientWidth + 1 ? width / 2 : stage.clientWidth / scale / 2;
  const above = Math.max(0, Math.min(24, (stage.clientHeight - height * scale) / 2));
  const position = { x, y: (stage.clientHeight / 2 - above) / scale };
  wentTo = null;
  lookAt(position, scale);
  find("more").hidden = width * scale <= stage.clientWidth + 1 && height * scale <= stage.clientHeight + 1;
}

function zoomBy(factor, at = null) {
  const stage = find("picture-area");
  const scale = Math.max(0.05, Math.min(4, currentScale() * factor));
  const kept = at || { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
  const point = toDiagram(kept);
  const position = { x: point.x - (kept.x - stage.clientWidth / 2) / scale, y: point.y - (kept.y - stage.clientHeight / 2) / scale };
  goTo(position, scale);
}

function panBy(dx, dy) {
  find("more").hidden = true;
  const { x, y } = currentMiddle();
  const { width, height } = extent();
  const scale = currentScale();
  const clamp = (value, most) => Math.max(0, Math.min(most, value));
  goTo({ x: clamp(x + dx / scale, width), y: clamp(y + dy / scale, height) }, scale);
}

function onWheel(event) {
  event.preventDefault();
  const box = find("picture-area").getBoundingClientRect();
  if (event.ctrlKey || event.metaKey) {
    zoomBy(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
  } else panBy(event.shiftKey ? event.deltaY : event.deltaX, event.shiftKey ? 0 : event.deltaY);
}

function onHover(event) {
  const box = find("picture-area").getBoundingClientRect();
  const id = event.buttons ? null : thingAt(toDiagram({ x: event.clientX - box.left, y: event.clientY - box.top }));
  find("picture-area").style.cursor = id ? "pointer" : "grab";
  if (id !== hovered) {
    hovered = id;
    redrawSoon();
  }
  showTip(id, event);
}

function bring(id) {
  const thing = things.get(id);
  const ends = thing.sort === "link" ? [thing.from, thing.to] : [id];
  const at = ends.map((end) => places.get(end));
  const stage = find("picture-area");
  const scale = Math.max(currentScale(), readable() / lettering.note);
  const seen = at.every(([x, y]) => {
    const point = toWindow({ x, y });
    return point.x > 60 && point.y > 20 && point.x < stage.clientWidth - 60 && point.y < stage.clientHeight - 20;
  });
  if (seen && scale < currentScale() + 0.01) return;
  const middle = (i) => at.reduce((sum, point) => sum + point[i], 0) / at.length;
  goTo({ x: middle(0), y: middle(1) }, scale);
}

// --- by keyboard: arrows go from item to item, in edit mode they move the selected one ---

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onStageKey(event) {
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) panBy(arrow[0] * 80, arrow[1] * 80);
  else if (arrow && chosen.editing && places.has(chosen.selected)) nudge(chosen.selected, arrow);
  else if (arrow) step(arrow);
  else if (event.key === "+" || event.key === "=") zoomBy(1.2);
  else if (event.key === "-") zoomBy(1 / 1.2);
  else if (event.key === "0") fit();
  else if (event.key === "Enter" && chosen.selected) find("selected").focus();
  else return;
  event.preventDefault();
}

function step([dx, dy]) {
  const all = carried.nodes.filter(({ id }) => shown.has(id));
  const start = places.get(chosen.selected);
  if (!start) return select(all.length ? all[0].id : null, { bring: true });
  const ahead = (id) => {
    const [x, y] = places.get(id);
    const [along, aside] = [(x - start[0]) * dx + (y - start[1]) * dy, Math.abs((x - start[0]) * dy) + Math.abs((y - start[1]) * dx)];
    return along > 1 ? along + 3 * aside : Infinity;
  };
  const next = all.map(({ id }) => [ahead(id), id]).sort(([a], [b]) => a - b)[0];
  if (next && next[0] < Infinity) select(next[1], { bring: true });
}

// --- edits ---

// Nothing stands above the drawing or to the left of it, where no picture would show it.
function place(id, [x, y]) {
  const { width, height } = boxOf(things.get(id));
  places.set(id, [round(Math.max(x, width / 2)), round(Math.max(y, height / 2))]);
  moved.add(id);
  for (const link of things.get(id).near) forgetLine(link);
}

function forgetLine(id) {
  paths.delete(id);
  bounds.delete(id);
}

function follow(id, pointer) {
  const { x, y } = network.getPositions([id])[id] || pointer.canvas;
  place(id, [x, y]);
}

function nudge(id, [dx, dy]) {
  const [x, y] = places.get(id);
  place(id, [x + dx * 10, y + dy * 10]);
  keepMove(id);
}

function keepMove(id) {
  if (network) network.moveNode(id, ...places.get(id));
  noteMove(id);
  refresh();
}

function noteMove(id) {
  const { x, y } = boxOf(things.get(id));
  edits.move.set(id, [round(x), round(y)]);
}

// A box that became higher has its corner elsewhere.
function afterEdit(id) {
  if (places.has(id)) fitToBox(id);
  if (!edits.move.has(id)) return;
  const { x, y } = boxOf(things.get(id));
  if (x < 0 || y < 0) place(id, places.get(id));
  noteMove(id);
}
