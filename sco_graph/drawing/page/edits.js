// Changes by hand, kept in the small YAML file that the command applies to every format alike.

const PLAIN = /^[A-Za-z][\w/.-]*$/;
// Words that YAML takes for something else than a text.
const NOT_TEXT = /^(y|yes|n|no|true|false|on|off|null)$/i;

function quoted(text) {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function byId(map) {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function editsText() {
  const lines = [];
  if (edits.title) lines.push(`title: ${quoted(edits.title)}`);
  for (const part of ["hide", "highlight"]) {
    if (edits[part].size) lines.push(`${part}:`, ...[...edits[part]].sort().map((id) => `  - ${quoted(id)}`));
  }
  if (edits.rename.size) {
    lines.push("rename:");
    for (const [id, names] of byId(edits.rename)) {
      const each = Object.entries(names).map(([language, text]) => `${language}: ${quoted(text)}`);
      lines.push(`  ${quoted(id)}: {${each.join(", ")}}`);
    }
  }
  if (edits.note.size) lines.push("note:", ...byId(edits.note).map(([id, text]) => `  ${quoted(id)}: ${quoted(text)}`));
  if (edits.move.size) lines.push("move:", ...byId(edits.move).map(([id, [x, y]]) => `  ${quoted(id)}: [${x}, ${y}]`));
  return lines.length ? `${lines.join("\n")}\n` : "{}\n";
}

function saveEdits() {
  download(new Blob([editsText()], { type: "application/yaml" }), fileName("edits.yaml"));
}

function toggleEditing() {
  chosen.editing = !chosen.editing;
  find("edit").setAttribute("aria-pressed", String(chosen.editing));
  find("editing").hidden = !chosen.editing;
  refresh();
}

function editTools(thing) {
  if (!chosen.editing || thing.sort === "cell") return [];
  const tools = make("div", { className: "edit-tools" }, make("h3", { textContent: "Edit" }));
  if (thing.sort !== "link") tools.append(textTool("Name", spoken(namesOf(thing)).text, (text) => rename(thing, text)), textTool("Note", edits.note.get(thing.id) || "", (text) => annotate(thing, text)));
  tools.append(tool(edits.highlight.has(thing.id) ? "Do not highlight" : "Highlight", () => toggleHighlight(thing)));
  tools.append(tool("Hide", () => hide(thing)));
  return [tools];
}

function tool(text, onclick) {
  return make("button", { type: "button", textContent: text, onclick });
}

function textTool(label, value, apply) {
  const field = make("input", { type: "text", value, dir: "auto" });
  field.onchange = () => apply(field.value.trim());
  return make("label", { className: "field" }, make("span", { textContent: label }), field);
}

function rename(thing, text) {
  const names = { ...edits.rename.get(thing.id) };
  if (!text || text === spoken(thing.names).text) delete names[chosen.language];
  else names[chosen.language] = text;
  if (Object.keys(names).length) edits.rename.set(thing.id, names);
  else edits.rename.delete(thing.id);
  afterEdit(thing.id);
  refresh();
}

function annotate(thing, text) {
  if (text) edits.note.set(thing.id, text);
  else edits.note.delete(thing.id);
  afterEdit(thing.id);
  refresh();
}

function toggleHighlight({ id }) {
  if (!edits.highlight.delete(id)) edits.highlight.add(id);
  refresh();
}

function hide({ id }) {
  edits.hide.add(id);
  select(null);
  refresh();
  find("unhide").focus();
}

function unhideAll() {
  edits.hide.clear();
  refresh();
}

function retitle(text) {
  edits.title = text && text !== head.title ? text : null;
  find("title").textContent = edits.title || head.title;
  refresh();
}

function buildEdits() {
  find("edit").onclick = toggleEditing;
  find("save-edits").onclick = saveEdits;
  find("unhide").onclick = unhideAll;
  find("retitle").value = head.title;
  find("retitle").onchange = () => retitle(find("retitle").value.trim());
}
