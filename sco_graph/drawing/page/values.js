// The picture as the page carries it, and what all parts do with texts and elements.

const carried = JSON.parse(document.getElementById("picture").textContent);
// What is recorded are the title and the names that have others by the edits that made the page.
const { lettering, recorded } = carried;
const head = { notes: [], sources: [], legend: [], words: {}, ...carried.head };
const REFUSED = new RegExp(`[${carried.refused}]`, "gu");
const FONT = carried.style.fonts.map((font) => (font.includes("-") ? font : `"${font}"`)).join(", ");

// What the reader has chosen; `shown` is worked out anew whenever a filter changes.
const chosen = { language: carried.language, selected: null, editing: false, theme: null };

function find(id) {
  return document.getElementById(id);
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// A text in the chosen language, or in English; the element says which of the two it is.
function spoken(names) {
  const own = names[chosen.language];
  return own ? { text: own, language: chosen.language } : { text: names.en, language: "en" };
}

function fellBack(names) {
  return spoken(names).language !== chosen.language;
}

function plainly(names) {
  return spoken(names).text + (fellBack(names) ? " (en)" : "");
}

function said(names, tag = "span") {
  const element = inItsLanguage(names, tag);
  if (fellBack(names)) element.append(" ", make("small", { className: "fallback", textContent: "(en)" }));
  return element;
}

// The same where nobody need be told that it is English.
function inItsLanguage(names, tag = "span") {
  const { text, language } = spoken(names);
  return make(tag, { lang: language, dir: "auto", textContent: text });
}

// Letters as a reader types them: without accents and without case.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/\s+/g, " ").trim();
}

// The title as it is read now, which may be one given by hand.
function title() {
  return edits.title || spoken(recorded.title).text;
}

function years(marks) {
  return marks && marks.years ? marks.years : null;
}

// A word of the page in the chosen language; {} is for a value.
function word(english, ...values) {
  const names = carried.words[english] || { en: english };
  return values.reduce((text, value) => text.replace("{}", () => value), names[chosen.language] || names.en);
}

// What the page has of words in its template: where they stand, and the English ones.
const written = [];

function findWritten() {
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("script, style, [dir=auto], #printed")) continue;
    for (const name of ["aria-label", "title"]) {
      const english = element.getAttribute(name);
      if (english in carried.words) written.push([english, (text) => element.setAttribute(name, text)]);
    }
    const english = element.children.length ? "" : element.textContent.trim();
    if (english in carried.words) written.push([english, (text) => { element.textContent = text; }]);
  }
}

function writeWords() {
  document.documentElement.lang = chosen.language;
  for (const [english, write] of written) write(word(english));
}

// What the picture says of itself, above it and beside it.
function writeHead() {
  document.title = title();
  for (const [id, names] of [["subtitle", head.subtitle], ["release", carried.release_line], ["why-empty", carried.why_empty]]) {
    if (find(id)) Object.assign(find(id), { textContent: spoken(names).text, lang: spoken(names).language });
  }
  Object.assign(find("title"), { textContent: title(), lang: edits.title ? "" : spoken(recorded.title).language });
  if (find("retitle")) find("retitle").value = title();
  if (find("notes-list")) find("notes-list").replaceChildren(...head.notes.map((note) => said(note, "li")));
}

function announce(text) {
  find("announcement").textContent = text;
}

function count(number, one, many, told = number) {
  return word(number === 1 ? one : many, told);
}

// Between the parts of a list, as the chosen language writes it.
function comma() {
  return spoken(carried.punctuation.comma).text;
}

function colon() {
  return spoken(carried.punctuation.colon).text;
}
