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
  const { light, dark, ...look } = carried.style.kinds[kind] || carried.style.other_kind;
  return { ...look, ...(tone === "dark" ? dark : light) };
}

function lineLook(family) {
  const { light, dark, ...look } = carried.style.families[family] || carried.style.other_family;
  return { ...look, color: tone === "dark" ? dark : light };
}

function markLook(mark) {
  const { light, dark, ...look } = carried.style.marks[mark] || carried.style.other_mark;
  return { ...look, ...(tone === "dark" ? dark : light) };
}

function dashes(manner = "stated") {
  return carried.style.dashes[manner];
}

// What a line ends in, where it arrives: as the data of a filled path.
function tipPath(tip, [x, y], [fromX, fromY], thick) {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  const size = 4 + 1.6 * thick;
  const at = (back, aside) => `${round(x - ux * back - uy * aside)} ${round(y - uy * back + ux * aside)}`;
  switch (tip) {
    case "arrow":
      return `M${at(0, 0)}L${at(size * 1.25, size / 2)}L${at(size, 0)}L${at(size * 1.25, -size / 2)}Z`;
    case "diamond":
      return `M${at(0, 0)}L${at(size * 0.7, size / 2)}L${at(size * 1.4, 0)}L${at(size * 0.7, -size / 2)}Z`;
    case "dot": {
      const r = round(size / 2.2);
      return `M${at(0, 0)}A${r} ${r} 0 1 0 ${at(2 * r, 0)}A${r} ${r} 0 1 0 ${at(0, 0)}Z`;
    }
    case "bar":
      return `M${at(0, size * 0.7)}L${at(2, size * 0.7)}L${at(2, -size * 0.7)}L${at(0, -size * 0.7)}Z`;
    default:
      return null;
  }
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function drawLine(pen, points, { color, width, tip }, { manner, faint = 1, path = null }) {
  pen.shape(path || curve(points), { stroke: color, thick: width, dash: dashes(manner), faint });
  const end = tipPath(tip, points[points.length - 1], points[points.length - 2], width);
  if (end) pen.shape(end, { fill: color, faint });
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
function drawSample(pen, { of, id }, x, y) {
  const frame = { x: x + 1, y: y + 1.5, width: 32, height: 15 };
  if (of === "kind") {
    const look = kindLook(id);
    pen.shape(rounded({ ...frame, radius: look.radius / 2 }), { fill: look.fill, stroke: look.stroke, thick: 1.5 });
    pen.sign(look.mark, x + 11, y + 3, look.stroke);
  } else if (of === "mark") {
    const look = markLook(id);
    drawCellGround(pen, look, frame);
  } else if (of === "family" && carried.sort === "timeline") {
    drawSolidBar(pen, frame, lineLook(id).color);
  } else {
    const plain = { color: paper().ink, width: 1.8, tip: "none" };
    const look = of === "family" ? lineLook(id) : plain;
    const points = [[x + 1, y + 9], [x + 12, y + 9], [x + 22, y + 9], [x + 33, y + 9]];
    drawLine(pen, points, look, { manner: of === "manner" ? id : "stated" });
  }
}

function drawCellGround(pen, look, frame) {
  pen.shape(rounded(frame), { fill: look.fill, stroke: look.stroke, thick: 1 });
  if (look.hatched) pen.shape(hatching(frame), { stroke: look.stroke, thick: 1, faint: 0.55 });
}

function drawSolidBar(pen, frame, color) {
  pen.shape(rounded({ ...frame, radius: 3 }), { fill: color, faint: 0.3 });
  pen.shape(rounded({ ...frame, radius: 3 }), { stroke: color, thick: 1.5 });
}
