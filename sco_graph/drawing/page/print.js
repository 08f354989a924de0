// The picture on sheets of A4, as the filters have left it: an SVG, sharp at every size.

// What a sheet has room for, lying and standing, in px; and the least letters that can be read there.
const SHEETS = { wide: [1030, 700], tall: [708, 1025] };
const LEAST_PRINTED = 6;
const TITLE = 46;
const COLUMN = 216;

// How high legend, notes and sources are below the drawing, about.
function heightBelow(across) {
  return 50 + 28 * GROUPS.filter(([of]) => explained(of).length).length + heightOfLists(across);
}

function heightOfLists(across) {
  const lines = (text) => Math.ceil(widthOf(text, { size: 11 }) / (across - 60));
  const listHeight = (list, more) => list.reduce((sum, text) => sum + 18 * (lines(text) + more), list.length ? 34 : 0);
  // The address of a source has a line of its own.
  return listHeight(head.notes.map((note) => spoken(note).text), 0) + listHeight(carried.source_lines, 1);
}

// Whether legend, notes and sources have room on one sheet beside a drawing.
function fitsBeside() {
  const groups = GROUPS.map(([of]) => explained(of).length).filter((many) => many);
  const legend = groups.reduce((sum, many) => sum + 26 + 22 * many, 40);
  return legend + heightOfLists(COLUMN) <= SHEETS.wide[1] - TITLE;
}

// The way in which the drawing is largest on one sheet, with all else below or beside it.
function bestSheet(width, height) {
  const ways = Object.entries(SHEETS).map(([sheet, [across, down]]) => ({ sheet, across, most: down - TITLE - heightBelow(across) }));
  if (fitsBeside()) ways.push({ sheet: "wide", beside: true, across: SHEETS.wide[0] - COLUMN, most: SHEETS.wide[1] - TITLE });
  for (const way of ways) way.scale = Math.min(way.across / width, way.most / height);
  return ways.sort((a, b) => b.scale - a.scale)[0];
}

// Where the drawing is cut for several sheets: between boxes, or between lanes, where that can be.
function cuts(width, height, sheet) {
  const [across, down] = SHEETS[sheet];
  const room = ((down - TITLE) * width) / across;
  const kept = carried.sort === "timeline" ? [...carried.bands, ...carried.spans.map(barWithLabel)] : carried.nodes.filter(({ id }) => shown.has(id)).map(boxOf).map(({ y, height: tall }) => [y, tall]);
  const hits = (at) => kept.filter(([top, tall]) => top < at && at < top + tall).length;
  const gap = carried.sort === "timeline" ? 0 : 5;
  const found = [0];
  while (height - found[found.length - 1] > room) {
    const last = found[found.length - 1] + room;
    const offered = [last, ...kept.map(([top]) => top - gap)].filter((at) => at <= last && at > last - 0.4 * room).sort((a, b) => b - a);
    found.push(offered.reduce((best, at) => (hits(at) < hits(best) ? at : best)));
  }
  return [...found, height];
}

function barWithLabel({ y, height, label_at: [, top] }) {
  const from = Math.min(y, top);
  return [from, y + height - from];
}

// What the screen showed before it was printed: its tone, and what was selected.
let onScreen = null;

// On paper all is light, and nothing is selected.
function preparePrint() {
  onScreen ??= { tone, selected: chosen.selected };
  showAs({ tone: "light", selected: null });
  const place = find("printed");
  place.replaceChildren();
  // A narrow matrix fills a sheet from top to bottom, and so its legend stands beside it.
  document.body.classList.toggle("beside", Boolean(carried.turned) && fitsBeside());
  if (carried.sort === "matrix" || !things.size) return;
  const { width, height } = extent();
  const best = bestSheet(width, height);
  const whole = best.scale * lettering.note >= LEAST_PRINTED;
  const sheet = whole ? best.sheet : height > 1.5 * width ? "tall" : "wide";
  document.body.classList.toggle("tall", sheet === "tall");
  document.body.classList.toggle("beside", Boolean(whole && best.beside));
  const ends = whole ? [0, height] : cuts(width, height, sheet);
  undisturbed(() => place.append(...ends.slice(1).map((end, i) => piece(width, ends[i], end))));
  if (whole) place.firstChild.style.maxHeight = `${Math.floor(best.most)}px`;
}

function endPrint() {
  if (onScreen) showAs(onScreen);
  onScreen = null;
}

function showAs(look) {
  tone = look.tone;
  chosen.selected = look.selected;
  showLegend();
  showPicture();
}

// The first piece holds the whole drawing, of which every piece shows its own part.
function piece(width, from, to) {
  const svg = newSvg(width, to - from, title());
  svg.setAttribute("viewBox", `0 ${from} ${width} ${to - from}`);
  const pen = new SvgPen(svg);
  if (from === 0) pen.group({ id: "printed-drawing", title: title() }, () => drawScene(pen));
  else pen.element("use", { href: "#printed-drawing" });
  return svg;
}
