// How things look on the paper that is under them now: on light or dark screens, or printed.

const media = matchMedia("(prefers-color-scheme: dark)");
let tone = "light";

function wantedTone() {
  return chosen.theme || (media.matches ? "dark" : "light");
}

// Draws on light paper, whatever the screen shows: for print and for files.
function onLightPaper(draw) {
  const before = tone;
  tone = "light";
  try {
    return draw();
  } finally {
    tone = before;
  }
}

function paper() {
  return carried.style.papers[tone];
}

function kindLook(kind) {
  const { light, dark, ...look } = carried.style.kinds[kind];
  return { ...look, ...(tone === "dark" ? dark : light) };
}

function lineLook(family) {
  const { light, dark, ...look } = carried.style.families[family];
  return { ...look, color: tone === "dark" ? dark : light };
}

function markLook(mark) {
  const { light, dark, ...look } = carried.style.marks[mark];
  return { ...look, ...(tone === "dark" ? dark : light) };
}

function dashes(manner = "stated") {
  return carried.style.dashes[manner];
}

function circle(x, y, r) {
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

// What a line ends in, where it arrives, as the data of a path.
function tipPath(tip, [x, y], [fromX, fromY]) {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  const at = (back, aside) => `${round(x - ux * back - uy * aside)} ${round(y - uy * back + ux * aside)}`;
  switch (tip) {
    case "arrow":
      return `M${at(0, 0)}L${at(8, 4)}L${at(8, -4)}Z`;
    case "diamond":
      return `M${at(0, 0)}L${at(5, 3.5)}L${at(10, 0)}L${at(5, -3.5)}Z`;
    case "dot":
      return circle(x - ux * 3.5, y - uy * 3.5, 4);
    case "ring":
      return circle(x - ux * 4, y - uy * 4, 3.2);
    case "cross":
      return `M${at(3, 4)}L${at(11, -4)}M${at(3, -4)}L${at(11, 4)}`;
    case "bar":
      return `M${at(2, 5)}L${at(2, -5)}L${at(4, -5)}L${at(4, 5)}Z`;
    default:
      return null;
  }
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function drawLine(pen, points, { color, width, tip }, { manner, faint = 1, path = null }) {
  pen.shape(path || curve(points, dashes(manner).length > 0), { stroke: color, thick: width, dash: dashes(manner), faint });
  const end = tipPath(tip, points[points.length - 1], points[points.length - 2]);
  if (tip === "ring") pen.shape(end, { fill: paper().ground, stroke: color, thick: 1.4, faint });
  else if (tip === "cross") pen.shape(end, { stroke: color, thick: 1.6, faint });
  else if (end) pen.shape(end, { fill: color, faint });
}

// Slanted lines over a rectangle, for what must not be told by its colour alone.
function hatching({ x, y, width, height }) {
  const parts = [];
  for (let at = 8; at < width + height; at += 8) {
    const [x1, y1] = at < height ? [x, y + at] : [x + at - height, y + height];
    const [x2, y2] = at < width ? [x + at, y] : [x + width, y + at - width];
    parts.push(`M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`);
  }
  return parts.join("");
}

// A sample of what an entry of the legend explains, 34 by 18.
function drawSample(pen, { of, id, code }, x, y) {
  const frame = { x: x + 1, y: y + 1.5, width: 32, height: 15 };
  if (of === "kind" && carried.sort === "timeline") {
    pen.shape(rounded({ x, y: y + 3, width: 34, height: 12 }), { fill: kindLook(id).stroke, faint: 0.85 });
  } else if (of === "kind") {
    const look = kindLook(id);
    pen.shape(rounded({ ...frame, radius: look.radius / 2 }), { fill: look.fill, stroke: look.stroke, thick: 1.5 });
    pen.sign(look.mark, x + 11, y + 3, look.stroke);
  } else if (of === "mark" || of === "code") {
    if (of === "mark") drawCellGround(pen, markLook(id), frame);
    if (code) pen.text(spoken(code).text, { x: x + 17, y: y + 13.5, anchor: "middle", fill: paper().ink, size: 13, room: 34 });
  } else {
    const plain = { color: paper().ink, width: 1.8, tip: "none" };
    const look = of === "family" ? lineLook(id) : plain;
    const points = [[x + 1, y + 9], [x + 12, y + 9], [x + 22, y + 9], [x + 33, y + 9]];
    drawLine(pen, points, look, { manner: of === "manner" ? id : "stated" });
  }
}

function drawCellGround(pen, look, frame) {
  const stroke = look.fill === paper().ground ? paper().rule : look.stroke;
  pen.shape(rounded(frame), { fill: look.fill, stroke, thick: 1 });
  if (look.hatched) pen.shape(hatching(frame), { stroke: look.stroke, thick: 1, faint: 0.35 });
}
