// A matrix as an HTML table, whose cells are reached with the arrow keys; as a drawing for files.

const PADDING = 6;

function extent() {
  return { width: carried.width, height: carried.height };
}

// --- the table ---

function startPicture() {
  find("picture-area").addEventListener("keydown", onArrow);
}

function showPicture() {
  const columns = carried.columns.filter(({ id }) => shown.has(id));
  const heads = columns.map((column) => make("th", { scope: "col" }, headButton(column.id, { narrow: carried.turned })));
  const corner = make("td", { className: "corner" });
  const body = make("tbody", {}, ...carried.rows.filter(({ id }) => shown.has(id)).map((row) => rowOf(row, columns)));
  const caption = make("caption", { className: "unseen", textContent: title() });
  const table = make("table", { className: carried.turned ? "matrix narrow" : "matrix" }, caption, make("thead", {}, make("tr", {}, corner, ...heads)), body);
  const focused = document.activeElement && document.activeElement.dataset.thing;
  find("picture-area").replaceChildren(table);
  showSelected();
  const entry = table.querySelector('[tabindex="0"]') || table.querySelector("[data-thing]");
  if (entry) entry.tabIndex = 0;
  const again = focused && table.querySelector(`[data-thing="${CSS.escape(focused)}"]`);
  if (again) again.focus();
}

// Of thousands of cells only the looks change.
function showSelected() {
  around = neighbourhood();
  for (const button of find("picture-area").querySelectorAll("[data-thing]")) {
    const { thing } = button.dataset;
    const { classList } = button.closest("td, th");
    classList.toggle("chosen", chosen.selected === thing);
    classList.toggle("dim", around !== null && !around.has(thing));
    if (chosen.selected) button.tabIndex = chosen.selected === thing ? 0 : -1;
  }
}

function rowOf(row, columns) {
  const cells = columns.map((column) => cellOf(things.get(cellId({ row: row.id, column: column.id }))));
  return make("tr", {}, make("th", { scope: "row" }, headButton(row.id)), ...cells);
}

function thingButton(id, ...children) {
  const button = make("button", { type: "button", tabIndex: -1, className: "thing" }, ...children);
  button.dataset.thing = id;
  button.onclick = () => select(id);
  return button;
}

// In a narrow column a short text stands for the name, which a title tells.
function headButton(id, { narrow = false } = {}) {
  const thing = things.get(id);
  const name = narrow && thing.short && !edits.rename.has(id) ? thing.short : namesOf(thing);
  const notes = notesOf(thing).map((note) => make("small", {}, said(note)));
  const button = thingButton(id, signOf(thing.kind), make("span", {}, said(name), ...notes));
  button.classList.add("heading");
  if (name === thing.short) button.title = titleOf(thing);
  return button;
}

function signOf(kind) {
  const svg = newSvg(12, 12);
  svg.setAttribute("aria-hidden", "true");
  const look = kindLook(kind);
  new SvgPen(svg).sign(look.mark, 0, 0, look.stroke);
  return svg;
}

function cellOf(thing) {
  const cell = make("td", {});
  if (!shown.has(thing.id)) return cell;
  const look = markLook(thing.mark);
  const edge = look.fill === paper().ground ? paper().rule : look.stroke;
  Object.assign(cell.style, { backgroundColor: look.fill, color: look.ink, borderColor: edge });
  const grounds = look.hatched ? [`repeating-linear-gradient(135deg, transparent 0 7px, ${look.stroke}38 7px 8px)`] : [];
  if (thing.manner !== "stated") {
    cell.classList.add("unsure");
    grounds.unshift(dashedFrame(look.stroke, thing.manner));
  }
  cell.style.backgroundImage = grounds.join(", ");
  if (thing.code) {
    const button = thingButton(thing.id, make("span", { ariaHidden: "true" }, spoken(thing.code).text), make("span", { className: "unseen" }, plainCell(thing)));
    button.title = `${titleOf(things.get(thing.row))}, ${titleOf(things.get(thing.column))}: ${plainCell(thing)}`;
    cell.append(button);
    return cell;
  }
  const notes = notesOf(thing).map((note) => make("small", {}, said(note)));
  const sure = thing.manner === "stated" ? [] : [make("small", { className: "sure" }, said(legendName("manner", thing.manner)))];
  cell.append(thingButton(thing.id, said(namesOf(thing)), ...notes, ...sure));
  return cell;
}

// CSS knows no lines of dashes and dots; half of the line lies outside and is not seen.
function dashedFrame(color, manner) {
  const line = `stroke='${color}' stroke-width='4' stroke-dasharray='${dashes(manner).join(" ")}'`;
  const svg = `<svg xmlns='${SVG}' width='100%' height='100%'><rect width='100%' height='100%' rx='4' fill='none' ${line}/></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

// What a cell with a code says in full.
function plainCell(thing) {
  const sure = thing.manner === "stated" ? [] : [legendName("manner", thing.manner)];
  return [thing.names, ...notesOf(thing), ...sure].map(plainly).join(comma());
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onArrow(event) {
  const step = STEPS[event.key];
  const here = event.target.closest("td, th");
  if (!step || !here) return;
  event.preventDefault();
  let [column, row] = [here.cellIndex, here.parentElement.rowIndex];
  const { rows } = here.closest("table");
  for (;;) {
    column += step[0];
    row += step[1];
    const cell = rows[row] && rows[row].cells[column];
    if (!cell) return;
    const button = cell.querySelector("button");
    if (button) {
      for (const other of find("picture-area").querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
      button.tabIndex = 0;
      button.focus();
      return;
    }
  }
}

function bring(id) {
  const button = find("picture-area").querySelector(`[data-thing="${CSS.escape(id)}"]`);
  if (button) button.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function afterEdit() {}

// --- the drawing ---

function drawScene(pen) {
  for (const line of [...carried.columns, ...carried.rows]) {
    const draw = carried.turned && carried.columns.includes(line) ? drawTurned : drawHead;
    if (shown.has(line.id)) pen.group({ id: line.id, title: titleOf(things.get(line.id)) }, () => draw(pen, line));
  }
  for (const cell of carried.cells) {
    if (shown.has(cell.id)) pen.group({ id: cell.id, title: titleOf(cell) }, () => drawCell(pen, cell));
  }
}

// A head whose text runs upwards.
function drawTurned(pen, line) {
  const lying = { ...line, x: 0, y: 0, width: line.height, height: line.width };
  pen.moved(line.x, line.y + line.height, () => drawHead(pen, lying), -90);
}

function drawHead(pen, line) {
  const look = kindLook(line.kind);
  pen.shape(rounded(line), { fill: paper().band, stroke: paper().rule });
  const lines = linesOf(line, line.width - 31);
  pen.sign(look.mark, line.x + 9, round(line.y + line.height / 2 - heightOf(lines) / 2 + 3), look.stroke);
  drawLines(pen, line, lines, { x: line.x + 27, room: line.width - 31, fill: paper().ink, bold: true });
}

function drawCell(pen, cell) {
  const look = markLook(cell.mark);
  drawCellGround(pen, look, cell);
  if (cell.manner !== "stated") {
    const inner = { x: cell.x + 2.5, y: cell.y + 2.5, width: cell.width - 5, height: cell.height - 5 };
    pen.shape(rounded(inner), { stroke: look.stroke, thick: 1.5, dash: dashes(cell.manner) });
  }
  drawLines(pen, cell, linesOf(cell), { x: cell.x + cell.width / 2, anchor: "middle", room: cell.width - PADDING, fill: look.ink });
}

function drawLines(pen, box, lines, { bold = false, ...where }) {
  let y = box.y + (box.height - heightOf(lines)) / 2;
  for (const line of lines) {
    const size = sizeOf(line);
    y += size * lettering.line;
    pen.text(line.text, { ...where, y: round(y - size * 0.32), size, bold: bold && !line.note });
  }
}
