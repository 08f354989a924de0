// What is said of the selected thing, with its sources; and the legend.

function detailsOf(thing) {
  const heading = make("h2", { id: "selected", tabIndex: -1 }, ...headingOf(thing));
  const parts = [heading, make("p", { className: "muted" }, ...subheading(thing))];
  if (thing.sort !== "link") parts.push(...otherNames(thing));
  for (const note of notesOf(thing)) parts.push(make("p", { className: "note" }, said(note)));
  if (thing.facts.length) parts.push(make("h3", { textContent: word("What is said, and where") }), factsOf(thing));
  else parts.push(make("p", { className: "muted", textContent: word("Nothing more is recorded of this here.") }));
  parts.push(...connections(thing));
  return parts;
}

function headingOf(thing) {
  if (thing.sort === "link") {
    return [jump(thing.from), " → ", said(namesOf(thing)), " → ", jump(thing.to)];
  }
  if (thing.sort === "cell") return [jump(thing.row), ", ", jump(thing.column)];
  return [said(namesOf(thing))];
}

function subheading(thing) {
  const parts = [];
  if (thing.kind) parts.push(said(legendName("kind", thing.kind)));
  if (thing.mark) parts.push(said(legendName("mark", thing.mark)));
  if (thing.sort === "cell") parts.push(said(thing.names));
  if (thing.edtf) parts.push(thing.edtf);
  if (thing.sort === "link" && thing.weight > 1) parts.push(word("{} times", thing.weight));
  for (const id of [...(thing.marks.roles || []), ...(thing.marks.levels || [])]) parts.push(said(wordFor(id)));
  const between = parts.flatMap((part, i) => (i ? [" · ", part] : [part]));
  return thing.manner === "stated" ? between : [...between, " ", mannerTag(thing.manner)];
}

function mannerTag(manner) {
  return make("span", { className: `manner ${manner}` }, said(legendName("manner", manner)));
}

function otherNames(thing) {
  const own = spoken(namesOf(thing)).text;
  const others = Object.entries(thing.names).filter(([, text]) => text && text !== own);
  if (!others.length) return [];
  const names = others.flatMap(([language, text], i) => [i ? " · " : "", make("span", { lang: language, dir: "auto", textContent: text })]);
  return [make("p", { className: "muted" }, ...names)];
}

function factsOf(thing) {
  const list = make("dl", { className: "facts" });
  for (const number of thing.facts) {
    const fact = carried.facts[number];
    const value = make("dd", {}, inItsLanguage(fact.value));
    if (fact.manner) value.append(" ", mannerTag(fact.manner));
    value.append(" ", citationsOf(fact));
    list.append(inItsLanguage(fact.label, "dt"), value);
  }
  return list;
}

function citationsOf(fact) {
  const cites = make("span", { className: "cites" });
  const places = new Map();
  for (const { number, place } of fact.citations || []) {
    places.set(number, [...(places.get(number) || [number]), ...(place ? [place] : [])]);
  }
  for (const [number, parts] of places) {
    const link = make("a", { href: `#source-${number}`, textContent: `[${parts.join(", ")}]`, title: sourceTitle(number) });
    link.onclick = (event) => showSource(event, number);
    cites.append(link, " ");
  }
  return cites;
}

// In the frame of a notebook an address within the page would lead to the notebook.
function showSource(event, number) {
  event.preventDefault();
  for (const other of document.querySelectorAll(".aimed")) other.classList.remove("aimed");
  const source = find(`source-${number}`);
  source.classList.add("aimed");
  source.tabIndex = -1;
  source.focus();
}

function sourceTitle(number) {
  const source = (head.sources || []).find((one) => one.number === number);
  return source ? source.title : "";
}

function jump(id) {
  const button = make("button", { type: "button", className: "jump" }, said(namesOf(things.get(id))));
  button.onclick = () => select(id, { speak: true });
  return button;
}

function connections(thing) {
  if (!["item", "head"].includes(thing.sort) || !thing.near.length) return [];
  const list = make("ul", { className: "connections" });
  for (const id of thing.near) if (shown.has(id)) list.append(connection(thing, things.get(id)));
  if (!list.children.length) return [];
  return [make("h3", { textContent: thing.sort === "item" ? word("Links ({})", list.children.length) : word("In this line") }), list];
}

function connection(thing, other) {
  const button = make("button", { type: "button", className: "jump" });
  button.onclick = () => select(other.id, { speak: true });
  if (other.sort !== "link") {
    const text = plainly(namesOf(other));
    const across = other.sort === "cell" ? titleOf(things.get(other.row === thing.id ? other.column : other.row)) : "";
    button.textContent = across ? `${across}: ${text}` : text;
    return make("li", {}, button);
  }
  button.append(said(namesOf(other)));
  const out = other.from === thing.id;
  const row = make("li", {}, button, out ? " → " : " ← ", jump(out ? other.to : other.from));
  if (other.manner !== "stated") row.append(" ", mannerTag(other.manner));
  return row;
}

// What the panel was made for last: what its tools change leaves them in place, and the focus too.
let detailed = null;

function showDetails() {
  const thing = things.get(chosen.selected);
  const panel = find("details");
  panel.hidden = !thing;
  const frame = thing ? `${chosen.language} ${chosen.editing} ${thing.id}` : null;
  if (frame !== detailed) {
    detailed = frame;
    panel.replaceChildren(...(thing ? [closer(), make("div", { id: "told" }), ...editTools(thing)] : []));
    panel.parentElement.scrollTop = 0;
  }
  if (thing) find("told").replaceChildren(...detailsOf(thing));
}

function closer() {
  const close = make("button", { type: "button", className: "close", textContent: word("Close"), title: word("Back to the whole picture (Esc)") });
  close.onclick = () => select(null);
  return close;
}

const GROUPS = [["kind", "Shapes"], ["family", "Lines"], ["code", "Letters"], ["mark", "Cells"], ["manner", "How sure"]];

function showLegend() {
  const place = find("legend-list");
  if (!place) return;
  place.replaceChildren();
  for (const [of, title] of GROUPS) {
    const entries = explained(of);
    if (!entries.length) continue;
    const name = of === "kind" && carried.sort === "timeline" ? "Bars" : title;
    const list = make("ul", {}, ...entries.map(legendEntry));
    place.append(make("div", { className: "group" }, make("h3", { textContent: word(name) }), list));
  }
}

// An entry for each look, with the names of all that look so.
function explained(of) {
  const found = new Map();
  for (const entry of head.legend.filter((one) => one.of === of)) {
    const look = of === "family" ? JSON.stringify(lineLook(entry.id)) : entry.id;
    if (found.has(look)) found.get(look).names.push(entry.names);
    else found.set(look, { of, id: entry.id, code: entry.code, names: [entry.names] });
  }
  return [...found.values()];
}

function legendEntry(entry) {
  const svg = newSvg(34, 18);
  svg.setAttribute("aria-hidden", "true");
  drawSample(new SvgPen(svg), entry, 0, 0);
  const names = entry.names.flatMap((one, i) => [i ? comma() : "", said(one)]);
  return make("li", {}, svg, make("span", {}, ...names));
}
