// What the reader wants to see: kinds, families, marks, roles, levels, years.
// A thing that says nothing of what is asked for, such as the role of a state, stays where it is
// next to one that answers it.

const wanted = { off: new Set(), role: "", level: "", from: null, to: null };
const shown = new Set();

function filterKey(of, id) {
  return `${of} ${id}`;
}

function isSwitchedOff(thing) {
  // With its head a whole line is hidden.
  if ([thing.id, thing.row, thing.column, thing.lane].some((id) => edits.hide.has(id))) return true;
  return wanted.off.size > 0 && ["kind", "family", "mark"].some((of) => thing[of] && wanted.off.has(filterKey(of, thing[of])));
}

// Each asks a thing for "yes", "no", or null where it says nothing of the matter.
function questions() {
  const found = [];
  for (const [name, value] of [["roles", wanted.role], ["levels", wanted.level]]) {
    if (value) found.push(({ marks }) => (marks[name] && marks[name].length ? yes(marks[name].includes(value)) : null));
  }
  if (wanted.from !== null || wanted.to !== null) {
    const [from, to] = [wanted.from ?? -Infinity, wanted.to ?? Infinity];
    found.push(({ marks }) => (years(marks) ? yes(marks.years[0] <= to && marks.years[1] >= from) : null));
  }
  return found;
}

function yes(answer) {
  return answer ? "yes" : "no";
}

function isEnd(thing) {
  return thing.sort !== "link" && thing.sort !== "cell";
}

function keepWhatAnswers(question) {
  const answers = new Map([...shown].map((id) => [id, question(things.get(id))]));
  const kept = new Set([...shown].filter((id) => answers.get(id) === "yes"));
  const beside = new Set();
  for (const id of kept) {
    for (const other of things.get(id).near) {
      if (answers.get(other) === "no") continue;
      // From an item the answer reaches over its links to the items behind them.
      for (const end of isEnd(things.get(other)) ? [other] : things.get(other).near) beside.add(end);
    }
  }
  for (const id of shown) {
    const stays = answers.get(id) === "yes" || (answers.get(id) === null && isEnd(things.get(id)) && beside.has(id));
    if (isEnd(things.get(id)) && !stays) shown.delete(id);
    if (!isEnd(things.get(id)) && answers.get(id) === "no") shown.delete(id);
  }
  dropLooseLinks();
}

function dropLooseLinks() {
  for (const id of shown) {
    const thing = things.get(id);
    if (thing.sort === "link" && !thing.near.every((end) => shown.has(end))) shown.delete(id);
  }
}

// Heads of rows, columns and lanes go when all that they head has gone.
function dropBareHeads() {
  for (const id of shown) {
    const thing = things.get(id);
    if (thing.sort === "head" && thing.near.length && !thing.near.some((one) => shown.has(one))) shown.delete(id);
  }
}

function workOutShown() {
  shown.clear();
  for (const thing of things.values()) if (!isSwitchedOff(thing)) shown.add(thing.id);
  dropLooseLinks();
  for (const question of questions()) keepWhatAnswers(question);
  dropBareHeads();
}

function isFiltered() {
  return wanted.off.size > 0 || Boolean(wanted.role || wanted.level) || wanted.from !== null || wanted.to !== null;
}

function distinct(name) {
  const found = new Set([...things.values()].flatMap((thing) => thing.marks[name] || []));
  return [...found].sort((a, b) => plainly(wordFor(a)).localeCompare(plainly(wordFor(b)), chosen.language));
}

function allYears() {
  const ends = [...things.values()].flatMap((thing) => years(thing.marks) || []).filter(Number.isFinite);
  if (!ends.length) return [];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function buildFilters() {
  const sheet = find("filters-sheet");
  sheet.replaceChildren(...switches("kind", "Show"), ...switches("family", "Links"), ...switches("mark", "Show"));
  sheet.append(...picker("role", "Role", distinct("roles")), ...picker("level", "Level", distinct("levels")), ...yearPickers());
  sheet.append(make("button", { type: "button", id: "reset", textContent: word("Show everything"), onclick: resetFilters }));
}

function switches(of, legend) {
  const entries = head.legend.filter((entry) => entry.of === of);
  if (entries.length < 2) return [];
  const field = make("fieldset", {}, make("legend", { textContent: word(legend) }));
  for (const { id, names } of entries) {
    const key = filterKey(of, id);
    const box = make("input", { type: "checkbox", checked: !wanted.off.has(key), id: `filter ${key}` });
    box.onchange = () => {
      if (box.checked) wanted.off.delete(key);
      else wanted.off.add(key);
      refresh();
    };
    field.append(make("label", {}, box, " ", said(names)));
  }
  return [field];
}

function picker(name, label, ids) {
  if (!ids.length) return [];
  const select = make("select", { id: `filter-${name}` }, make("option", { value: "", textContent: word("any") }));
  for (const id of ids) select.append(make("option", { value: id, textContent: plainly(wordFor(id)) }));
  select.value = wanted[name];
  select.onchange = () => {
    wanted[name] = select.value;
    refresh();
  };
  return [make("label", { className: "field" }, make("span", { textContent: word(label) }), select)];
}

function yearPickers() {
  const all = allYears();
  if (all.length < 2) return [];
  const pick = (name, label, usual) => {
    const select = make("select", { id: `filter-${name}` });
    for (const year of all) select.append(make("option", { value: year, textContent: year }));
    select.value = wanted[name] ?? usual;
    select.onchange = () => {
      wanted[name] = Number(select.value) === usual ? null : Number(select.value);
      refresh();
    };
    return make("label", { className: "field" }, make("span", { textContent: word(label) }), select);
  };
  return [pick("from", "From year", all[0]), pick("to", "To year", all[all.length - 1])];
}

function resetFilters() {
  wanted.off.clear();
  Object.assign(wanted, { role: "", level: "", from: null, to: null });
  buildFilters();
  refresh();
  find("reset").focus();
}

function tellShown() {
  const count_ = (sorts, one, many) => {
    const all = [...things.values()].filter((thing) => sorts.includes(thing.sort));
    const left = all.filter((thing) => shown.has(thing.id)).length;
    return count(all.length, one, many, left === all.length ? left : word("{} of {}", left, all.length));
  };
  const words = {
    diagram: () => `${count_(["item"], "{} item", "{} items")}${comma()}${count_(["link"], "{} link", "{} links")}`,
    matrix: () => count_(["cell"], "{} cell", "{} cells"),
    timeline: () => count_(["span"], "{} entry", "{} entries"),
  };
  const text = words[carried.sort]();
  find("shown").textContent = text;
  find("filters-name").textContent = word(isFiltered() ? "Filters: on" : "Filters");
  const nothing = things.size > 0 && shown.size === 0;
  find("nothing").hidden = !nothing;
  return nothing ? word("Nothing is left to show") : text;
}
