// Puts the parts together: what happens when the reader selects, filters, switches.

// From where the reader went to the details.
let cameFrom = null;

function select(id, { speak = false, bring: wantsBring = false } = {}) {
  const reading = find("details").contains(document.activeElement);
  if (speak && !reading) cameFrom = document.activeElement;
  chosen.selected = things.has(id) ? id : null;
  if (chosen.selected && !find("tables").hidden && !speak) showView(true);
  showSelected();
  showDetails();
  if (!chosen.selected) {
    announce(word("Nothing is selected"));
    if (reading) goBack();
    return;
  }
  if (wantsBring || speak) bring(chosen.selected);
  if (speak) find("selected").focus({ preventScroll: true });
  announce(word("Selected: {}", titleOf(things.get(chosen.selected))));
}

// To where the details were opened from, or else to the picture or the table.
function goBack() {
  const area = find("picture-area");
  for (const place of [cameFrom, area.querySelector('[tabindex="0"]'), area, find("tables")]) {
    if (!place || !place.isConnected) continue;
    place.focus({ preventScroll: true });
    if (document.activeElement === place) return;
  }
}

function refresh() {
  workOutShown();
  if (chosen.selected && !shown.has(chosen.selected)) chosen.selected = null;
  const text = tellShown();
  showPicture();
  showDetails();
  showTables();
  announce(text);
}

function switchLanguage() {
  chosen.language = find("language").value;
  writeWords();
  writeHead();
  find("theme").textContent = word(tone === "dark" ? "Light" : "Dark");
  showLegend();
  buildFilters();
  refresh();
}

function applyTone() {
  tone = wantedTone();
  document.documentElement.dataset.theme = tone;
  find("theme").textContent = word(tone === "dark" ? "Light" : "Dark");
  showLegend();
  showPicture();
}

function switchTone() {
  chosen.theme = tone === "dark" ? "light" : "dark";
  applyTone();
}

function showView(picture) {
  find("view-picture").setAttribute("aria-pressed", String(picture));
  find("view-table").setAttribute("aria-pressed", String(!picture));
  find("picture-stage").hidden = !picture;
  find("tables").hidden = picture;
  showTables();
  if (!picture) return;
  showPicture();
  // Only when the picture has its size again is there something to be brought into it.
  if (chosen.selected) requestAnimationFrame(() => bring(chosen.selected));
}

function showTip(id, event) {
  const tip = find("tip");
  tip.hidden = !id;
  if (!id) return;
  tip.textContent = titleOf(things.get(id));
  const stage = find("picture-stage").getBoundingClientRect();
  const left = Math.min(event.clientX - stage.left + 14, stage.width - tip.offsetWidth - 8);
  const top = Math.min(event.clientY - stage.top + 16, stage.height - tip.offsetHeight - 8);
  Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
}

function onKey(event) {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (!find("tip").hidden) showTip(null);
  else select(null);
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function start() {
  find("language").value = chosen.language;
  buildSearch();
  buildEdits();
  workOutShown();
  tone = wantedTone();
  tellShown();
  applyTone();
  startPicture();
  find("language").onchange = switchLanguage;
  find("theme").onclick = switchTone;
  find("filters-name").onclick = () => find("filters-sheet").children.length || buildFilters();
  find("view-picture").onclick = () => showView(true);
  find("view-table").onclick = () => showView(false);
  find("png").onclick = savePng;
  find("svg").onclick = saveSvg;
  find("print").onclick = () => print();
  for (const [id, act] of [["closer", () => zoomBy(1.25)], ["farther", () => zoomBy(0.8)], ["whole", () => fit(true)]]) {
    if (find(id)) find(id).onclick = act;
  }
  media.addEventListener("change", applyTone);
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", endPrint);
  addEventListener("keydown", onKey);
  addEventListener("pointerdown", closeMenus);
}

// For a console, and for programs that look at the page.
window.picture = { carried, things, shown, chosen, edits, editsText, svgText };

function isReady() {
  document.documentElement.dataset.ready = "yes";
}

findWritten();
writeWords();
writeHead();
if (carried.why_empty === null && things.size) start();
else showLegend();
if (carried.sort === "diagram" && things.size) {
  Object.defineProperties(window.picture, { network: { get: () => network }, boxOf: { value: boxOf }, pointsOf: { value: pointsOf } });
} else isReady();
