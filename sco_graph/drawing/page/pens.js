// Two pens that draw the same strokes: one on a canvas, one as elements of an SVG.

const SVG = "http://www.w3.org/2000/svg";
// XML knows no such characters, not even escaped.
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const measuring = document.createElement("canvas").getContext("2d");

function lettersOf({ size, bold = false, italic = false }) {
  return `${italic ? "italic " : ""}${bold ? "600 " : ""}${size}px ${FONT}`;
}

function widthOf(text, letters) {
  measuring.font = lettersOf(letters);
  return measuring.measureText(text).width;
}

// Lines no wider than the room, broken at spaces, or anywhere where there is none.
function wrapped(text, letters, room) {
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) || []) {
    const last = lines.length - 1;
    if (lines[last] && widthOf((lines[last] + piece).trimEnd(), letters) > room) lines.push(piece);
    else lines[last] += piece;
  }
  return lines.map((line) => line.trimEnd());
}

// M and C of SVG for a start and three points a segment. Dashes begin anew at each bend, where
// lines may meet, the first of them backwards, so that they are in step where lines lie together.
function curve(points, dashed = false) {
  const parts = [];
  for (let i = 0; i + 3 < points.length; i += 3) {
    const bend = points.slice(i, i + 4);
    if (dashed && i === 0) bend.reverse();
    const [start, ...rest] = bend;
    if (dashed || i === 0) parts.push(`M${start[0]} ${start[1]}`);
    parts.push(`C${rest.flat().join(" ")}`);
  }
  return parts.join("");
}

function rounded({ x, y, width, height, radius = 0 }) {
  const r = Math.min(radius, width / 2, height / 2);
  const [right, bottom] = [x + width, y + height];
  return `M${x + r} ${y}H${right - r}A${r} ${r} 0 0 1 ${right} ${y + r}V${bottom - r}` +
    `A${r} ${r} 0 0 1 ${right - r} ${bottom}H${x + r}A${r} ${r} 0 0 1 ${x} ${bottom - r}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`;
}

class CanvasPen {
  constructor(context) {
    this.context = context;
  }

  group(_thing, draw) {
    draw();
  }

  shape(d, { fill = null, stroke = null, thick = 1, dash = [], faint = 1 }) {
    const c = this.context;
    const path = typeof d === "string" ? new Path2D(d) : d;
    c.globalAlpha = faint;
    if (fill) {
      c.fillStyle = fill;
      c.fill(path, "evenodd");
    }
    if (stroke) {
      c.strokeStyle = stroke;
      c.lineWidth = thick;
      c.setLineDash(dash);
      c.stroke(path);
    }
    c.globalAlpha = 1;
  }

  moved(x, y, draw, turn = 0) {
    this.context.save();
    this.context.translate(x, y);
    this.context.rotate((turn * Math.PI) / 180);
    draw();
    this.context.restore();
  }

  // The sign of a kind, whose path stands in a square of 12.
  sign(d, x, y, fill, faint = 1) {
    this.context.save();
    this.context.translate(x, y);
    this.shape(d, { fill, faint });
    this.context.restore();
  }

  // A text no wider than its room: the letters are drawn closer together rather than over the edge.
  text(text, { x, y, fill, anchor = "start", room = undefined, faint = 1, ...letters }) {
    const c = this.context;
    c.globalAlpha = faint;
    c.font = lettersOf(letters);
    c.fillStyle = fill;
    c.textAlign = { start: "left", middle: "center", end: "right" }[anchor];
    c.textBaseline = "alphabetic";
    c.fillText(text, x, y, room);
    c.globalAlpha = 1;
  }
}

// An id as XML allows it, which the command's own SVG has too.
function nameOf(id) {
  const kept = id.replaceAll("/", "..").replaceAll(" ", "--").replace(/[^A-Za-z0-9._-]/gu, "_");
  return /^[A-Za-z]/.test(kept) ? kept : `id-${kept}`;
}

class SvgPen {
  constructor(parent) {
    this.parent = parent;
  }

  element(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    this.parent.append(element);
    return element;
  }

  group({ id, title }, draw) {
    const outer = this.parent;
    this.parent = this.element("g", { id: nameOf(id) });
    this.element("title", {}).textContent = title.replace(UNSPEAKABLE, "");
    draw();
    const made = this.parent;
    this.parent = outer;
    return made;
  }

  shape(d, { fill = null, stroke = null, thick = 1, dash = [], faint = 1 }) {
    this.element("path", {
      d,
      fill: fill || "none",
      "fill-rule": fill ? "evenodd" : null,
      stroke,
      "stroke-width": stroke ? thick : null,
      "stroke-dasharray": stroke && dash.length ? dash.join(" ") : null,
      opacity: faint < 1 ? faint : null,
    });
  }

  moved(x, y, draw, turn = 0) {
    const outer = this.parent;
    this.parent = this.element("g", { transform: `translate(${x} ${y})${turn ? ` rotate(${turn})` : ""}` });
    draw();
    this.parent = outer;
  }

  sign(d, x, y, fill, faint = 1) {
    this.element("path", { d, fill, "fill-rule": "evenodd", transform: `translate(${x} ${y})`, opacity: faint < 1 ? faint : null });
  }

  text(text, { x, y, fill, anchor = "start", room = undefined, faint = 1, ...letters }) {
    const clean = text.replace(UNSPEAKABLE, "");
    const tight = room !== undefined && widthOf(clean, letters) > room;
    this.element("text", {
      x,
      y,
      fill,
      "font-size": letters.size,
      "font-weight": letters.bold ? 600 : null,
      "font-style": letters.italic ? "italic" : null,
      "text-anchor": anchor === "start" ? null : anchor,
      textLength: tight ? room : null,
      lengthAdjust: tight ? "spacingAndGlyphs" : null,
      opacity: faint < 1 ? faint : null,
    }).textContent = clean;
  }
}

function newSvg(width, height, title) {
  const svg = document.createElementNS(SVG, "svg");
  const sizes = { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT, role: "img" };
  for (const [key, value] of Object.entries(sizes)) svg.setAttribute(key, value);
  if (title) new SvgPen(svg).element("title", {}).textContent = title.replace(UNSPEAKABLE, "");
  return svg;
}
