/* A document: passages and notes light each other, keys go through them, filters part them. */
(function () {
  const reading = document.getElementById("_text");
  const status = document.getElementById("_status");
  if (!reading || !status) return;
  const facets = ["kind", "speaker", "certainty", "standing", "topic"];
  const notes = [...reading.querySelectorAll(".card")].map((card) => ({
    id: card.dataset.id, card, marks: [], length: 0, handle: document.getElementById("ref_" + card.dataset.id), isShown: true,
  }));
  const byId = new Map(notes.map((note) => [note.id, note]));
  const idsOf = (mark) => mark.dataset.annotations.split(" ");
  const marks = [...reading.querySelectorAll("mark")];
  for (const mark of marks) {
    for (const id of idsOf(mark)) {
      const note = byId.get(id);
      if (note) { note.marks.push(mark); note.length += mark.textContent.length; }
    }
  }
  const say = (words) => { status.textContent = words; };
  let active = null, lit = [];

  function light(ids) {
    for (const node of lit) node.classList.remove("lit");
    lit = [];
    for (const id of ids) {
      const note = byId.get(id);
      if (note?.isShown) lit.push(...note.marks, note.card, ...(note.handle ? [note.handle] : []));
    }
    for (const node of lit) node.classList.add("lit");
    reading.classList.toggle("has-lit", lit.length > 0);
    const note = byId.get(ids[0]);
    if (note && tools.parentNode !== note.card) note.card.append(tools);
  }

  function address(id) {
    try { history.replaceState(null, "", location.pathname + location.search + (id ? "#" + id : "")); } catch { /* a folder's page may keep its address */ }
  }

  /** Open notes, the first of which leads. */
  function activate(ids, { scroll = false, focus = false, follow = true } = {}) {
    for (const note of notes) note.card.classList.remove("open");
    if (follow) document.adoptedStyleSheets = [];
    active = byId.get(ids[0]);
    for (const id of ids) {
      const card = byId.get(id)?.card;
      card?.classList.add("open");
      if (card) showWhole(card, true);
    }
    light(ids);
    if (follow) address(active.id);
    if (focus) (active.handle || active.card.querySelector(".card-number")).focus({ preventScroll: true });
    if (scroll && active.marks[0]) active.marks[0].scrollIntoView({ block: "center" });
    say(status.dataset.position.replace("{n}", notes.indexOf(active) + 1).replace("{m}", notes.length));
  }

  /** Show all of a long note, or its beginning. */
  function showWhole(card, isWhole) {
    const button = card.querySelector(".more-line button");
    if (!button || card.classList.contains("whole") === isWhole) return;
    card.classList.toggle("whole", isWhole);
    button.setAttribute("aria-expanded", isWhole);
    [button.textContent, button.dataset.less] = [button.dataset.less, button.textContent];
  }

  function leave() {
    if (!active) return;
    active.card.classList.remove("open");
    document.adoptedStyleSheets = [];
    active = null;
    light([]);
    tools.remove();
    address("");
  }

  /* Copying */
  const tools = document.createElement("div");
  tools.className = "note-tools";
  for (const [words, text] of [[status.dataset.copyLink, linkOf], [status.dataset.copyQuotation, quotationOf]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => copy(button, words, text(byId.get(tools.parentNode.dataset.id))));
    tools.append(button);
  }
  function linkOf(note) {
    const canonical = document.querySelector("link[rel=canonical]");
    return (canonical ? canonical.href : location.href.replace(/[?#].*/, "")) + "#" + note.id;
  }
  function quotationOf(note) {
    const pieces = [];
    for (const mark of note.marks) {
      const follows = pieces.length && isNext(pieces[pieces.length - 1].mark, mark);
      if (follows) pieces[pieces.length - 1].text += drawnText(mark);
      else pieces.push({ text: drawnText(mark) });
      pieces[pieces.length - 1].mark = mark;
    }
    const speaker = note.card.querySelector(".origin a, .voice a");
    const quote = pieces.map((piece) => piece.text.trim()).join(" … ");
    // whose words they are is told no surer than the note tells it
    const certainty = note.card.dataset.certainty === "low" && note.card.querySelector(".certainty")?.textContent;
    const name = speaker && drawnText(speaker);
    return citationText(quote, name && certainty ? `${name} (${certainty})` : name, reading.dataset.citation, linkOf(note));
  }
  /* What is copied turns no words where it is pasted. */
  function drawnText(node) {
    const own = node.cloneNode(true);
    for (const sign of own.querySelectorAll(".invisible")) sign.remove();
    return own.textContent;
  }
  function isNext(one, other) {
    let node = one.nextSibling;
    while (node && node !== other && !node.textContent) node = node.nextSibling;
    return node === other;
  }
  async function copy(button, words, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    button.textContent = status.dataset.copied;
    say(status.dataset.copied);
    setTimeout(() => { button.textContent = words; }, 1500);
  }

  /* Pointing */
  function idsAt(target) {
    const place = target.closest("mark, .handle, .card");
    if (!place || !reading.contains(place)) return null;
    if (place.matches(".card")) return [place.dataset.id];
    if (place.matches(".handle")) return [place.id.slice(4)];
    return idsOf(place).filter((id) => byId.get(id)?.isShown).sort((one, other) => byId.get(one).length - byId.get(other).length);
  }
  const back = () => light(active ? [active.id] : []);
  if (matchMedia("(hover: hover)").matches) reading.addEventListener("mouseover", (event) => {
    const ids = idsAt(event.target);
    if (ids?.length) light(ids); else back();
  });
  reading.addEventListener("mouseleave", back);
  reading.addEventListener("focusin", (event) => {
    if (event.target.closest(".note.long")) showWhole(event.target.closest(".card"), true);
    const ids = idsAt(event.target);
    if (ids?.length) light(ids);
  });
  reading.addEventListener("click", (event) => {
    if (event.target.closest(".note-tools") || !getSelection().isCollapsed) return;
    if (event.target.closest(".more-line button")) {
      const card = event.target.closest(".card");
      showWhole(card, !card.classList.contains("whole"));
      return;
    }
    const link = event.target.closest("a");
    if (link && !link.matches(".handle, .card-number, .permalink")) return;
    const ids = idsAt(event.target);
    if (!ids?.length) return;
    if (link) event.preventDefault();
    if (active?.id === ids[0] && !link && event.target.closest(".card-head")) { leave(); return; }
    activate(ids, { scroll: Boolean(link?.matches(".card-number")), focus: false });
    const card = active.card;
    if (link?.matches(".handle")) {
      card.querySelector(".card-number").focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    } else if (link?.matches(".card-number")) active.handle?.focus({ preventScroll: true });
  });

  /* Keys */
  const dialog = document.getElementById("_keys"), letters = document.getElementById("_keys_on");
  const showKeys = () => { letters.checked = pageKeys.areOn(); dialog.showModal(); };
  document.getElementById("_keys_open")?.addEventListener("click", showKeys); // where they are off, no key can
  document.getElementById("_keys_close").addEventListener("click", () => dialog.close());
  letters.addEventListener("change", () => pageKeys.set(letters.checked));
  pageKeys.take("?", showKeys);
  const isMirrored = getComputedStyle(document.documentElement).direction === "rtl";
  function step(by) {
    const shown = notes.filter((note) => note.isShown);
    const place = nextPlace(shown.length, shown.indexOf(active), by);
    if (place < 0) return false;
    activate([shown[place].id], { scroll: true, focus: true });
  }
  for (const [key, by] of [["j", 1], ["k", -1], ["ArrowRight", isMirrored ? -1 : 1], ["ArrowLeft", isMirrored ? 1 : -1]]) {
    pageKeys.take(key, () => step(by));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.ctrlKey && !event.metaKey && !event.altKey) leave();
  });

  /* Filters */
  const form = document.getElementById("_filters"), count = document.getElementById("_shown");
  function filter(filters) {
    let shown = 0;
    for (const note of notes) {
      note.isShown = passes(note.card.dataset, filters);
      note.card.classList.toggle("off", !note.isShown);
      note.handle?.classList.toggle("off", !note.isShown);
      if (note.isShown) shown++;
    }
    for (const mark of marks) mark.classList.toggle("off", !idsOf(mark).some((id) => byId.get(id)?.isShown));
    reading.classList.toggle("filtered", shown < notes.length);
    if (active && !active.isShown) leave();
    count.textContent = filters.size ? status.dataset.shown.replace("{n}", shown).replace("{m}", notes.length) : "";
  }
  function chosen() {
    const filters = new Map();
    for (const [name, value] of new FormData(form)) filters.set(name, (filters.get(name) || new Set()).add(value));
    return filters;
  }
  if (form) {
    const change = () => {
      const filters = chosen();
      try { history.replaceState(null, "", location.pathname + queryWith(location.search, filters, facets) + location.hash); } catch { /* as above */ }
      filter(filters);
    };
    form.addEventListener("change", change);
    form.addEventListener("reset", () => setTimeout(change));
    const filters = parseFilters(location.search, facets);
    if (filters.size) {
      for (const box of form.elements) box.checked = Boolean(filters.get(box.name)?.has(box.value));
      filter(filters);
    }
  }

  /* The ruler: which section is being read */
  const sections = [...document.querySelectorAll(".ruler a")].map((link) => ({ link, row: document.getElementById(idOf(link.hash)) }));
  let here = null, isAsked = false;
  function mark() {
    isAsked = false;
    const place = placeAt(sections.map(({ row }) => row.getBoundingClientRect().top), innerHeight / 3);
    const link = sections[place]?.link;
    if (link === here) return;
    here?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    here = link;
  }
  if (sections.length) addEventListener("scroll", () => { if (!isAsked) { isAsked = true; requestAnimationFrame(mark); } }, { passive: true });

  /* Arriving */
  function land() {
    const id = idOf(location.hash).replace(/^(?:note|ref)_/, "");
    if (!byId.has(id)) return;
    activate([id], { follow: false });
    const row = active.card.closest(".row");
    if (location.hash.startsWith("#note_") || row.getBoundingClientRect().bottom < 0) active.card.scrollIntoView({ block: "center" });
  }
  /* A browser keeps the height of a row that it has drawn, so that it need not draw it while it is far away. In
     another width (a telephone that is turned) that height is another, so that all are drawn once more. */
  const rows = [...reading.querySelectorAll(".row")];
  function settle() {
    const far = rows.map((row) => isFar(row.getBoundingClientRect(), innerHeight));
    for (const [n, row] of rows.entries()) row.classList.toggle("far", far[n]);
  }
  const later = () => requestAnimationFrame(() => setTimeout(settle));
  let width = reading.clientWidth;
  new ResizeObserver(() => {
    if (reading.clientWidth === width) return;
    width = reading.clientWidth;
    for (const row of rows) row.classList.remove("far");
    later();
  }).observe(reading);
  if (document.readyState === "complete") later(); else addEventListener("load", later);
  addEventListener("hashchange", () => { document.adoptedStyleSheets = []; land(); });
  land();
})();
