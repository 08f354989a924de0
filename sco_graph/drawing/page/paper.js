// The whole sheet of a picture, for a file or a printer: title, drawing, legend, notes, sources.

const EDGE = 24;
const LEAST_WIDTH = 760;

// Rows of the sheet, each with its height and how it is drawn from there.
function sheet() {
  const drawing = extent();
  const width = Math.max(LEAST_WIDTH, drawing.width + 2 * EDGE);
  const room = width - 2 * EDGE;
  const rows = [
    ...textRows(title(), { size: 21, bold: true }, room),
    ...textRows(spoken(head.subtitle).text, { size: 13, muted: true }, room),
    { height: 10 },
    { height: drawing.height, draw: (pen, y) => pen.group({ id: "drawing", title: title() }, () => pen.moved(round((width - drawing.width) / 2), y, () => drawScene(pen))) },
    { height: 12 },
    ...legendRows(room),
    ...head.notes.flatMap((note) => textRows(spoken(note).text, { size: 12 }, room)),
    { height: 8 },
    ...[...carried.source_lines, spoken(carried.release_line).text].flatMap((line) => textRows(line, { size: 11.5, muted: true }, room)),
  ];
  const height = rows.reduce((sum, row) => sum + row.height, 2 * EDGE);
  return { width: round(width), height: round(height), rows };
}

function textRows(text, { muted = false, ...letters }, room) {
  const height = letters.size * 1.4;
  const fill = muted ? paper().muted : paper().ink;
  return wrapped(text, letters, room).map((line) => ({
    height,
    draw: (pen, y) => pen.text(line, { x: EDGE, y: round(y + letters.size), fill, room, ...letters }),
  }));
}

function legendRows(room) {
  const rows = [];
  for (const [of] of GROUPS) {
    let [x, row] = [0, []];
    for (const entry of explained(of)) {
      const text = entry.names.map(plainly).join(comma());
      const width = 34 + 7 + widthOf(text, { size: 12 }) + 22;
      if (row.length && x + width > room) {
        rows.push(row);
        [x, row] = [0, []];
      }
      row.push([entry, text, x]);
      x += width;
    }
    if (row.length) rows.push(row);
  }
  return rows.map((row) => ({ height: 24, draw: (pen, y) => row.forEach((one) => drawLegendEntry(pen, one, y)) }));
}

function drawLegendEntry(pen, [entry, text, x], y) {
  drawSample(pen, entry, EDGE + x, round(y));
  pen.text(text, { x: round(EDGE + x + 41), y: round(y + 13), fill: paper().ink, size: 12 });
}

function drawSheet(pen, { width, height, rows }) {
  pen.shape(`M0 0H${width}V${height}H0Z`, { fill: paper().ground });
  let y = EDGE;
  for (const row of rows) {
    if (row.draw) row.draw(pen, round(y));
    y += row.height;
  }
}

// A picture is drawn for others without what is selected and pointed at just now.
function undisturbed(draw) {
  const before = [chosen.selected, around, hovered];
  [chosen.selected, around, hovered] = [null, null, null];
  try {
    return onLightPaper(draw);
  } finally {
    [chosen.selected, around, hovered] = before;
  }
}

function svgText() {
  return undisturbed(() => {
    const whole = sheet();
    const svg = newSvg(whole.width, whole.height, title());
    drawSheet(new SvgPen(svg), whole);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  });
}

const MOST_PIXELS = 60e6;

function pngCanvas() {
  return undisturbed(() => {
    const whole = sheet();
    const scale = Math.min(3, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)), 16000 / Math.max(whole.width, whole.height));
    const canvas = make("canvas", { width: Math.round(whole.width * scale), height: Math.round(whole.height * scale) });
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    drawSheet(new CanvasPen(context), whole);
    return canvas;
  });
}

function fileName(suffix) {
  const name = title().normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${name || "picture"}.${suffix}`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function savePng() {
  pngCanvas().toBlob((blob) => download(blob, fileName("png")), "image/png");
}

function saveSvg() {
  download(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg"));
}
