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
  svg.setAttribute("aria-label", head.title);
  drawScene(new SvgPen(svg), makeSelectable);
  find("picture-area").replaceChildren(svg);
  const entry = svg.querySelector(`[data-thing="${CSS.escape(chosen.selected || "")}"]`) || svg.querySelector("[data-thing]");
  if (entry) entry.setAttribute("tabindex", "0");
  const again = focused && svg.querySelector(`[data-thing="${CSS.escape(focused)}"]`);
  if (again) again.focus();
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

function drawLane(pen, lane) {
  const look = kindLook(lane.kind);
  const lines = lane.labels[chosen.language] || lane.labels.en;
  let y = lane.y + 6;
  pen.shape(rounded(lane), { fill: "transparent" });
  pen.sign(look.mark, 9, round(y + 3), look.stroke, faintness(lane.id));
  lines.forEach(({ text, note }) => {
    const size = note ? lettering.note : lettering.name;
    y += size * lettering.line;
    pen.text(text, { x: 27, y: round(y - size * 0.32), fill: paper().ink, size, bold: !note, room: lane.width - 30, faint: faintness(lane.id) });
  });
}

// What is certain is filled; what may be is an outline alone; an end that nobody tells is open.
function drawSpan(pen, span) {
  const { color } = lineLook(span.family);
  const faint = faintness(span.id);
  const strong = chosen.selected === span.id || edits.highlight.has(span.id);
  if (span.certain) {
    const [from, to] = span.certain;
    pen.shape(rounded({ x: from, y: span.y, width: to - from, height: span.height }), { fill: color, faint: faint * 0.45 });
  }
  pen.shape(barOutline(span), { stroke: color, thick: strong ? 3 : 1.5, dash: dashes(span.manner), faint });
  if (strong) pen.shape(rounded({ x: span.x - 4, y: span.y - 4, width: span.width + 8, height: span.height + 8, radius: 6 }), { stroke: paper().ink, thick: 1.5 });
  drawSpanLabel(pen, span, faint);
}

// A rectangle that lacks the side where nobody tells an end; a slanted one stands for it.
function barOutline({ x, y, width, height, open_left: openLeft, open_right: openRight }) {
  const [right, bottom, middle] = [x + width, y + height, y + height / 2];
  const start = openLeft ? `M${x + 5} ${y}L${x} ${middle}L${x + 5} ${bottom}` : `M${x} ${y}V${bottom}`;
  const end = openRight ? `H${right - 5}L${right} ${middle}L${right - 5} ${y}` : `H${right}V${y}`;
  return `${start}${end}Z`;
}

function drawSpanLabel(pen, span, faint) {
  const lines = edits.rename.has(span.id) ? [{ text: spoken(namesOf(things.get(span.id))).text }] : span.labels[chosen.language] || span.labels.en;
  const [x, top] = span.label_at;
  const mark = fellBack(namesOf(things.get(span.id))) ? " (en)" : "";
  let y = top;
  lines.forEach(({ text, note }, i) => {
    const size = note ? lettering.note : lettering.name;
    y += size * lettering.line;
    pen.text(text + (i === 0 ? mark : ""), { x, y: round(y - size * 0.4), fill: paper().ink, size, faint });
  });
}
