// Finds things by any of their names, in any language, without regard to case and accents.

const MOST = 12;
let found = [];
let pointed = -1;

const searchable = [...things.values()].filter((thing) => !["link", "cell"].includes(thing.sort));

function textsOf(thing) {
  return [...Object.values(namesOf(thing)), ...notesOf(thing).flatMap(Object.values), thing.id].map(folded);
}

// The better a thing is found, the lower its rank; whole names before beginnings, words and parts.
function rank(thing, text) {
  const texts = textsOf(thing);
  if (texts.some((one) => one === text)) return 0;
  if (texts.some((one) => one.startsWith(text))) return 1;
  if (texts.some((one) => one.includes(` ${text}`))) return 2;
  const words = text.split(" ");
  return words.every((word) => texts.some((one) => one.includes(word))) ? 3 : null;
}

function search(text) {
  const wish = folded(text);
  if (!wish) return [];
  const ranked = searchable.filter((thing) => shown.has(thing.id)).map((thing) => [rank(thing, wish), thing]);
  return ranked.filter(([one]) => one !== null).sort(([a], [b]) => a - b).map(([, thing]) => thing);
}

function offerFound() {
  const field = find("search");
  found = search(field.value).slice(0, MOST);
  pointed = found.length ? 0 : -1;
  const list = find("found");
  list.replaceChildren(...found.map(foundOption));
  if (folded(field.value) && !found.length) list.append(make("li", { role: "option", "aria-disabled": "true", className: "none", textContent: word("Nothing is named so") }));
  openFound(Boolean(folded(field.value)));
  pointAt(pointed);
}

function foundOption(thing, i) {
  const option = make("li", { role: "option", id: `found-${i}` }, said(namesOf(thing)), " ", make("small", {}, said(legendName("kind", thing.kind))));
  option.onmousedown = (event) => {
    event.preventDefault();
    choose(i);
  };
  return option;
}

function openFound(open) {
  find("found").hidden = !open;
  find("search").setAttribute("aria-expanded", String(open));
}

function pointAt(i) {
  pointed = i;
  [...find("found").children].forEach((option, at) => option.setAttribute("aria-selected", String(at === i)));
  if (i >= 0) {
    find("search").setAttribute("aria-activedescendant", `found-${i}`);
    find("found").children[i].scrollIntoView({ block: "nearest" });
  } else find("search").removeAttribute("aria-activedescendant");
}

function choose(i) {
  const thing = found[i];
  if (!thing) return;
  openFound(false);
  select(thing.id, { speak: true, bring: true });
}

function buildSearch() {
  const field = find("search");
  field.oninput = offerFound;
  field.onfocus = () => {
    if (folded(field.value)) offerFound();
  };
  field.onblur = () => openFound(false);
  field.onkeydown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) pointAt((pointed + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(pointed);
    } else if (event.key === "Escape" && !find("found").hidden) {
      event.stopPropagation();
      openFound(false);
    }
  };
}
