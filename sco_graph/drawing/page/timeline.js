// A timeline as an SVG in the page: bars over the years, each of which can be selected.

function extent() {
  return { width: carried.width, height: carried.height };
}

function startPicture() {
  find("picture-area").addEventListener("keydown", onArrow);
}

function showPicture() {
  around = neighbourhood();
  const focused = document.activeElement && document.activeElement.dataset && document.activeElement.dataset.thing;
  const svg = newSvg(carried.width, carried.height);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", title());
  drawScene(new SvgPen(svg), makeSelectable);
  find("picture-area").replaceChildren(svg);
  const entry = svg.querySelector(`[data-thing="${CSS.escape(chosen.selected || "")}"]`) || svg.querySelector("[data-thing]");
  if (entry) entry.setAttribute("tabindex", "0");
  const again = focused && svg.querySelector(`[data-thing="${CSS.escape(focused)}"]`);
  if (again) again.focus();
}

function showSelected() {
  showPicture();
}

function makeSelectable(group, id) {
  group.dataset.thing = id;
  group.setAttribute("class", "thing");
  group.setAttribute("role", "button");
  group.setAttribute("tabindex", "-1");
  group.setAttribute("aria-label", titleOf(things.get(id)));
  group.querySelector("title").remove();
  group.onclick = () => select(id);
}

function onArrow(event) {
  const all = [...find("picture-area").querySelectorAll("[data-thing]")];
  const at = all.indexOf(event.target);
  if (at < 0) return;
  if (event.key === "Enter" || event.key === " ") select(event.target.dataset.thing, { speak: true });
  else {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const next = step && all[at + step];
    if (!next) return;
    event.target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
  event.preventDefault();
}

function bring(id) {
  const group = find("picture-area").querySelector(`[data-thing="${CSS.escape(id)}"]`);
  if (group) group.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function afterEdit() {}

// --- the drawing ---

function drawScene(pen, made = () => {}) {
  drawYears(pen);
  for (const [i, lane] of carried.lanes.entries()) {
    if (!shown.has(lane.id)) continue;
    made(pen.group({ id: lane.id, title: titleOf(things.get(lane.id)) }, () => drawLane(pen, lane, carried.bands[i])), lane.id);
    for (const span of carried.spans.filter((one) => one.lane === lane.id && shown.has(one.id))) {
      made(pen.group({ id: span.id, title: titleOf(things.get(span.id)) }, () => drawSpan(pen, span)), span.id);
    }
  }
}

function drawYears(pen) {
  const [left, right] = carried.axis;
  carried.bands.forEach(([top, height], i) => {
    if (i % 2 === 0) pen.shape(`M0 ${top}H${carried.width}v${height}H0Z`, { fill: paper().band });
  });
  for (const { x, text } of carried.ticks) {
    pen.shape(`M${x} 24V${carried.height}`, { stroke: paper().rule, thick: 1 });
    if (text) pen.text(text, { x: x + 4, y: 17, fill: paper().muted, size: lettering.note });
  }
  pen.shape(`M${left} 24H${right}`, { stroke: paper().muted, thick: 1 });
}

function faintness(id) {
  return around && !around.has(id) ? 0.25 : 1;
}

// Letters stay readable where the rest is dimmed.
function inkOf(id) {
  return faintness(id) < 1 ? paper().muted : paper().ink;
}

function drawLane(pen, lane) {
  const look = kindLook(lane.kind);
  let y = lane.y + 6;
  pen.shape(rounded(lane), { fill: "transparent" });
  pen.sign(look.mark, 9, round(y + 3), look.stroke, faintness(lane.id));
  linesOf(lane, lane.width - 30).forEach((line) => {
    const size = sizeOf(line);
    y += size * lettering.line;
    pen.text(line.text, { x: 27, y: round(y - size * 0.32), fill: inkOf(lane.id), size, bold: !line.note, room: lane.width - 30 });
  });
}

// What is certain is filled; what may be has a dotted edge; an end that nobody tells is a point.
function drawSpan(pen, span) {
  const look = kindLook(span.family);
  const faint = faintness(span.id);
  pen.shape(barOutline(span), { fill: paper().ground });
  pen.shape(barOutline(span), { fill: look.fill, stroke: look.stroke, thick: 1.3, dash: dashes("inferred"), faint });
  if (span.certain) {
    const certain = barOutline(certainPart(span));
    pen.shape(certain, { fill: look.stroke, faint: faint * (span.manner === "stated" ? 0.85 : 0.5) });
    pen.shape(certain, { stroke: look.stroke, thick: 1.3, dash: dashes(span.manner), faint });
  }
  if (chosen.selected === span.id) {
    const { x, y, width, height } = span;
    pen.shape(rounded({ x: x - 4, y: y - 4, width: width + 8, height: height + 8, radius: 5 }), { stroke: paper().ink, thick: 2 });
  }
  drawSpanLabel(pen, span);
}

function certainPart({ certain: [from, to], ...span }) {
  const right = span.x + span.width;
  const open = { open_left: span.open_left && from <= span.x, open_right: span.open_right && to >= right };
  return { ...span, x: from, width: Math.max(1.5, to - from), ...open };
}

function barOutline({ x, y, width, height, open_left: openLeft, open_right: openRight }) {
  const [right, bottom, middle] = [x + width, y + height, y + height / 2];
  const point = Math.min(8, width / 2);
  const start = openLeft ? `M${x + point} ${bottom}L${x} ${middle}L${x + point} ${y}` : `M${x} ${bottom}V${y}`;
  const end = openRight ? `L${right - point} ${y}L${right} ${middle}L${right - point} ${bottom}Z` : `H${right}V${bottom}Z`;
  return start + end;
}

function drawSpanLabel(pen, span) {
  const lines = linesOf(span, Infinity);
  const [x, top] = span.label_at;
  const mark = fellBack(namesOf(things.get(span.id))) ? " (en)" : "";
  let y = top;
  lines.forEach((line, i) => {
    const size = sizeOf(line);
    y += size * lettering.line;
    pen.text(line.text + (i === 0 ? mark : ""), { x, y: round(y - size * 0.4), fill: inkOf(span.id), size });
  });
}
