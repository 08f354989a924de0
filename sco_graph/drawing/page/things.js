// Everything that a reader can select, in one form: items and links, heads and cells, lanes and spans.

const things = new Map();
// What is drawn brightly while something is selected, else null; and what the pointer is on.
let around = null;
let hovered = null;
// What was changed by hand, before the page was made and in it; names and notes by language.
const edits = {
  title: carried.edits.title,
  hide: new Set(carried.edits.hide),
  highlight: new Set(carried.edits.highlight),
  rename: new Map(Object.entries(carried.edits.rename)),
  note: new Map(Object.entries(carried.edits.note)),
  move: new Map(Object.entries(carried.edits.move)),
};

// What the page carries becomes the thing itself, with what was left out as usual.
function addThing(thing, sort, near = []) {
  thing.sort = sort;
  thing.near = near;
  thing.notes ??= [];
  thing.facts ??= [];
  thing.marks ??= {};
  thing.manner ??= "stated";
  thing.names = recorded.names[thing.id] || thing.names;
  // Its last note is the one of the edits, which counts from there.
  if (edits.note.has(thing.id)) thing.notes = thing.notes.slice(0, -1);
  things.set(thing.id, thing);
}

// The box of a thing was laid out with the edits that made the page; others change its label.
function isReworded(id) {
  return ["rename", "note"].some((part) => {
    const [now, before] = [edits[part].get(id), carried.edits[part][id]];
    return now !== before && JSON.stringify(now) !== JSON.stringify(before);
  });
}

// The lines of a label: name and notes, each no wider than its room; at their end the sources.
function linesOf(thing, room) {
  if (!isReworded(thing.id)) return thing.labels[chosen.language] || thing.labels.en;
  const texts = [namesOf(thing), ...notesOf(thing)].map((names) => spoken(names).text);
  texts[texts.length - 1] += citedBy(thing);
  return texts.flatMap((text, i) => wrapped(text, { size: i ? lettering.note : lettering.name }, room).map((line) => ({ text: line, note: i > 0 })));
}

function citedBy({ facts }) {
  const numbers = new Set(facts.flatMap((number) => (carried.facts[number].citations || []).map((one) => one.number)));
  const isCited = carried.sort === "diagram" && head.sources.length > 1 && numbers.size > 0 && numbers.size <= lettering.most_cited;
  return isCited ? `\u00a0[${[...numbers].sort((a, b) => a - b).join(",\u00a0")}]` : "";
}

function sizeOf({ note }) {
  return note ? lettering.note : lettering.name;
}

function heightOf(lines) {
  return lines.reduce((sum, line) => sum + sizeOf(line) * lettering.line, 0);
}

function namesOf(thing) {
  return edits.rename.get(thing.id) || thing.names;
}

function notesOf(thing) {
  const note = edits.note.get(thing.id);
  return note ? [...thing.notes, note] : thing.notes;
}

function legendName(of, id) {
  const entry = head.legend.find((one) => one.of === of && one.id === id);
  return entry ? entry.names : { en: id };
}

function wordFor(id) {
  return head.words[id] || { en: id };
}

// The whole of a thing in one line, as for a list or for who cannot see it.
function titleOf(thing) {
  if (thing.sort === "link") {
    return `${titleOf(things.get(thing.from))} → ${plainly(thing.names)} → ${titleOf(things.get(thing.to))}`;
  }
  if (thing.sort === "cell") {
    return `${titleOf(things.get(thing.row))}, ${titleOf(things.get(thing.column))}: ${plainly(thing.names)}`;
  }
  return plainly(namesOf(thing));
}

function near(first, second) {
  things.get(first).near.push(second);
}

function addDiagram() {
  for (const item of carried.nodes) addThing(item, "item");
  for (const link of carried.edges) {
    const [from, to] = [carried.nodes[link.from], carried.nodes[link.to]];
    link.id ??= `${link.family} ${from.id} ${to.id}`;
    link.weight ??= 1;
    link.names = carried.texts[link.names];
    [link.from, link.to] = [from.id, to.id];
    addThing(link, "link", [from.id, to.id]);
    from.near.push(link.id);
    if (to !== from) to.near.push(link.id);
  }
}

function addMatrix() {
  for (const line of [...carried.rows, ...carried.columns]) addThing(line, "head");
  for (const cell of carried.cells) {
    cell.id = cellId(cell);
    addThing(cell, "cell", [cell.row, cell.column]);
    near(cell.row, cell.id);
    near(cell.column, cell.id);
  }
}

function cellId({ row, column }) {
  return `${row} | ${column}`;
}

function addTimeline() {
  for (const lane of carried.lanes) addThing(lane, "head");
  for (const span of carried.spans) {
    span.kind = span.family;
    span.marks = { years: yearsOf(span) };
    addThing(span, "span", [span.lane]);
    near(span.lane, span.id);
  }
}

function yearsOf({ begins, ends }) {
  const days = [...(begins || []), ...(ends || [])].map((day) => Number(day.slice(0, 4)));
  if (!days.length) return null;
  return [begins ? Math.min(...days) : -Infinity, ends ? Math.max(...days) : Infinity];
}

for (const fact of carried.facts) fact.label = carried.texts[fact.label];
({ diagram: addDiagram, matrix: addMatrix, timeline: addTimeline })[carried.sort]();

// The selected thing with what is next to it, or null where nothing is selected.
function neighbourhood() {
  const thing = things.get(chosen.selected);
  if (!thing) return null;
  const found = new Set([thing.id, ...thing.near]);
  if (thing.sort !== "item") return found;
  for (const id of thing.near) for (const end of things.get(id).near) found.add(end);
  return found;
}
