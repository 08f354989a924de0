// The content of the picture as tables: to be sorted, copied, and read by who cannot see a picture.

function mannerName(thing) {
  return thing.manner === "stated" ? "" : plainly(legendName("manner", thing.manner));
}

function joinedFacts(thing) {
  const box = make("div", {});
  for (const number of thing.facts) {
    const fact = carried.facts[number];
    const sure = fact.manner ? ` (${plainly(legendName("manner", fact.manner))}) ` : " ";
    box.append(make("div", {}, inItsLanguage(fact.label), colon(), inItsLanguage(fact.value), sure, citationsOf(fact)));
  }
  return box;
}

function texts(notes) {
  return notes.map(plainly).join("; ");
}

const TABLES = {
  diagram: [
    {
      caption: "Items",
      of: "item",
      columns: [["Name", (t) => jump(t.id)], ["Kind", (t) => plainly(legendName("kind", t.kind))], ["Notes", (t) => texts(notesOf(t))], ["How sure", mannerName], ["What is said, and where", joinedFacts]],
    },
    {
      caption: "Links",
      of: "link",
      columns: [["From", (t) => jump(t.from)], ["Link", (t) => jumpTo(t, plainly(t.names))], ["To", (t) => jump(t.to)], ["How sure", mannerName], ["What is said, and where", joinedFacts]],
    },
  ],
  matrix: [
    {
      caption: "Cells",
      of: "cell",
      columns: [["Row", (t) => jump(t.row)], ["Column", (t) => jump(t.column)], ["Mark", (t) => plainly(legendName("mark", t.mark))], ["Text", (t) => jumpTo(t, plainly(t.names))], ["Notes", (t) => texts(t.notes)], ["How sure", mannerName], ["What is said, and where", joinedFacts]],
    },
  ],
  timeline: [
    {
      caption: "Entries",
      of: "span",
      columns: [["Lane", (t) => jump(t.lane)], ["Name", (t) => jump(t.id)], ["Kind", (t) => plainly(legendName("kind", t.kind))], ["When", (t) => t.edtf], ["How sure", mannerName], ["What is said, and where", joinedFacts]],
    },
  ],
};

function jumpTo(thing, text) {
  const button = make("button", { type: "button", className: "jump", textContent: text || word("(no text)") });
  button.onclick = () => select(thing.id, { speak: true });
  return button;
}

function showTables() {
  const place = find("tables");
  if (place.hidden) return;
  place.replaceChildren(...TABLES[carried.sort].flatMap(tableOf));
}

// The column by which each table is sorted, by its caption.
const sorting = new Map();

function tableOf({ caption, of, columns: all }) {
  const rows = [...shown].map((id) => things.get(id)).filter((thing) => thing.sort === of);
  const columns = all.filter(([, value]) => !rows.length || rows.some((thing) => value(thing) !== ""));
  const body = make("tbody", {});
  for (const thing of rows) {
    const cells = columns.map(([, value], i) => make(i ? "td" : "th", i ? {} : { scope: "row" }, value(thing)));
    body.append(make("tr", {}, ...cells));
  }
  const header = make("tr", {}, ...columns.map(([name]) => sortableHead(caption, name, body)));
  const { name: by, up } = sorting.get(caption) || {};
  const at = columns.findIndex(([name]) => name === by);
  if (at >= 0) sortBy(header.cells[at], body, up);
  const title = `${word(caption)} (${rows.length})`;
  const table = make("table", { className: "data" }, make("caption", { textContent: title }), make("thead", {}, header), body);
  const copy = make("button", { type: "button", className: "copy", textContent: word("Copy: {}", word(caption).toLowerCase()) });
  copy.onclick = () => copyTable(table);
  return [copy, table];
}

function sortableHead(caption, name, body) {
  const button = make("button", { type: "button", className: "sort", textContent: word(name) });
  const headCell = make("th", { scope: "col", "aria-sort": "none" }, button);
  button.onclick = () => {
    const up = headCell.getAttribute("aria-sort") !== "ascending";
    sorting.set(caption, { name, up });
    sortBy(headCell, body, up);
  };
  return headCell;
}

function sortBy(headCell, body, up) {
  for (const other of headCell.parentElement.cells) other.setAttribute("aria-sort", "none");
  headCell.setAttribute("aria-sort", up ? "ascending" : "descending");
  const i = headCell.cellIndex;
  const order = new Intl.Collator(chosen.language, { numeric: true });
  const rows = [...body.rows].map((row) => [row.cells[i].textContent, row]);
  rows.sort(([a], [b]) => (up ? order.compare(a, b) : order.compare(b, a)));
  body.append(...rows.map(([, row]) => row));
}

function tabbed(table) {
  // A spreadsheet would take a text that begins so for a formula.
  const clean = (cell) => cell.textContent.replace(/\s+/g, " ").trim().replace(/^(?=[=+@＝＋＠－-])/, "'");
  return [...table.rows].map((row) => [...row.cells].map(clean).join("\t")).join("\n");
}

async function copyTable(table) {
  try {
    await navigator.clipboard.writeText(tabbed(table));
  } catch (error) {
    // Where a page may not write to the clipboard, the table is at least marked, to be copied by hand.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    getSelection().selectAllChildren(table);
    announce(word("The table is marked: copy it with Ctrl+C"));
    return;
  }
  announce(word("Copied: {}", table.caption.textContent));
}
