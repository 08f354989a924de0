// Changes by hand, kept in the small YAML file that the command applies to every format alike.

const PLAIN = /^[A-Za-z][\w/.-]*$/;
// Words that YAML takes for something else than a text.
const NOT_TEXT = /^(y|yes|n|no|true|false|on|off|null)$/i;

const MOST_LETTERS = 500;
// As they were saved last, or came with the page.
let savedEdits = "";

function quoted(text) {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function byId(map) {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

// One text where it is the same in every language, else a text by language.
function namesText(names) {
  const all = Object.keys(carried.languages).map((language) => names[language]);
  if (new Set(all).size === 1) return quoted(names.en);
  return `{${Object.entries(names).map(([language, text]) => `${language}: ${quoted(text)}`).join(", ")}}`;
}

function editsText() {
  const lines = edits.title ? [`title: ${quoted(edits.title)}`] : [];
  for (const part of ["hide", "highlight"]) {
    if (edits[part].size) lines.push(`${part}:`, ...[...edits[part]].sort().map((id) => `  - ${quoted(id)}`));
  }
  for (const [part, written] of [["rename", namesText], ["note", namesText], ["move", ([x, y]) => `[${x}, ${y}]`]]) {
    if (edits[part].size) lines.push(`${part}:`, ...byId(edits[part]).map(([id, one]) => `  ${quoted(id)}: ${written(one)}`));
  }
  return lines.length ? `${lines.join("\n")}\n` : "{}\n";
}

function saveEdits() {
  savedEdits = editsText();
  download(new Blob([savedEdits], { type: "application/yaml" }), fileName("edits.yaml"));
}

function toggleEditing() {
  chosen.editing = !chosen.editing;
  find("edit").setAttribute("aria-pressed", String(chosen.editing));
  find("editing").hidden = !chosen.editing;
  refresh();
}

// What can be changed of what: a line has no name of its own, a bar no room for a note.
const TOOLS = { item: ["name", "note", "highlight", "hide"], link: ["highlight", "hide"], head: ["name", "note", "hide"], span: ["name", "hide"], cell: [] };

function editTools(thing) {
  if (!chosen.editing || !TOOLS[thing.sort].length) return [];
  const made = {
    name: () => textTool(word("Name"), () => spoken(namesOf(thing)).text, (text) => rename(thing, text)),
    note: () => textTool(word("Note"), () => (edits.note.has(thing.id) ? spoken(edits.note.get(thing.id)).text : ""), (text) => annotate(thing, text)),
    highlight: () => highlightTool(thing),
    hide: () => tool(word("Hide"), () => hide(thing)),
  };
  const tools = TOOLS[thing.sort].map((name) => made[name]());
  return [make("div", { className: "edit-tools" }, make("h3", { textContent: word("Edit") }), ...tools)];
}

function tool(text, onclick) {
  return make("button", { type: "button", textContent: text, onclick });
}

function highlightTool({ id }) {
  const text = () => word(edits.highlight.has(id) ? "Do not highlight" : "Highlight");
  const button = tool(text(), () => {
    if (!edits.highlight.delete(id)) edits.highlight.add(id);
    button.textContent = text();
    refresh();
  });
  return button;
}

// A text as the command takes it: composed, and without what cannot be seen.
function typed(field) {
  return field.value.normalize("NFC").replace(/\s+/g, " ").replace(REFUSED, "").trim();
}

function textTool(label, value, apply) {
  const field = make("input", { type: "text", value: value(), dir: "auto", maxLength: MOST_LETTERS });
  field.onchange = () => {
    apply(typed(field));
    field.value = value();
  };
  return make("label", { className: "field" }, make("span", { textContent: label }), field);
}

// In the language that is read; without a text it is the recorded name again.
function rename(thing, text) {
  const names = { ...namesOf(thing), [chosen.language]: text || thing.names[chosen.language] };
  const all = Object.keys(carried.languages).filter((language) => names[language]);
  if (all.every((language) => names[language] === thing.names[language])) edits.rename.delete(thing.id);
  else edits.rename.set(thing.id, Object.fromEntries(all.map((language) => [language, names[language]])));
  afterEdit(thing.id);
  refresh();
}

// In every language, unless there is already a note that differs from one to another.
function annotate(thing, text) {
  const all = Object.keys(carried.languages);
  const before = edits.note.get(thing.id) || {};
  const differs = new Set(all.map((language) => before[language])).size > 1;
  if (!text) edits.note.delete(thing.id);
  else edits.note.set(thing.id, differs ? { ...before, [chosen.language]: text } : Object.fromEntries(all.map((language) => [language, text])));
  afterEdit(thing.id);
  refresh();
}

function hide({ id }) {
  edits.hide.add(id);
  select(null);
  refresh();
  find("unhide").focus();
}

// What was hidden before the page was made is not in it, and stays so.
function unhideAll() {
  for (const id of edits.hide) if (things.has(id)) edits.hide.delete(id);
  refresh();
}

function retitle(text) {
  edits.title = text && text !== spoken(recorded.title).text ? text : null;
  writeHead();
  refresh();
}

function buildEdits() {
  find("edit").onclick = toggleEditing;
  find("save-edits").onclick = saveEdits;
  find("unhide").onclick = unhideAll;
  find("retitle").onchange = () => retitle(typed(find("retitle")));
  savedEdits = editsText();
  addEventListener("beforeunload", (event) => editsText() !== savedEdits && event.preventDefault());
}
