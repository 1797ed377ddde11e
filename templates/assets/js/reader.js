/* A document: passages and notes light each other, keys go through them, filters part them. */

import {
  citationText,
  elementOf,
  idOf,
  isFar,
  nextPlace,
  parseFilters,
  passes,
  placeAt,
  queryWith,
} from "./core.js";
import { pageKeys } from "./keys.js";

const FACETS = ["kind", "speaker", "certainty", "standing", "topic"];

/** @type {(mark: HTMLElement) => string[]} */
const idsOf = (mark) => (mark.dataset.annotations || "").split(" ");

/**
 * The notes of a document with their marks in the text.
 * @param {HTMLElement} reading
 */
function readNotes(reading) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (reading.querySelectorAll(".card"));
  /** @type {Note[]} */
  const notes = [...cards].map((card) => {
    const { id = "" } = card.dataset;
    return { id, card, marks: [], length: 0, handle: document.getElementById(`ref_${id}`), isShown: true };
  });
  const byId = new Map(notes.map((note) => [note.id, note]));
  const marks = [...reading.querySelectorAll("mark")];
  for (const mark of marks) {
    for (const note of idsOf(mark).flatMap((id) => byId.get(id) || [])) {
      note.marks.push(mark);
      note.length += (mark.textContent || "").length;
    }
  }
  return { notes, byId, marks };
}

/** @param {string} id */
function address(id) {
  try {
    history.replaceState(null, "", location.pathname + location.search + (id ? `#${id}` : ""));
  } catch {
    /* a folder's page may keep its address */
  }
}

const numberOf = (/** @type {Note} */ note) =>
  /** @type {HTMLElement} */ (note.card.querySelector(".card-number"));

/**
 * Show all of a long note, or its beginning.
 * @param {Element} card
 * @param {boolean} isWhole
 */
function showWhole(card, isWhole) {
  const button = /** @type {HTMLElement | null} */ (card.querySelector(".more-line button"));
  if (!button || card.classList.contains("whole") === isWhole) return;
  card.classList.toggle("whole", isWhole);
  button.setAttribute("aria-expanded", String(isWhole));
  [button.textContent, button.dataset.less] = [button.dataset.less || "", button.textContent || ""];
}

/* Copying */
/** @param {Note} note */
function linkOf(note) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  return `${canonical ? canonical.href : location.href.replace(/[?#].*/, "")}#${note.id}`;
}
/**
 * What is copied turns no words where it is pasted.
 * @param {Element} node
 */
function drawnText(node) {
  const own = /** @type {Element} */ (node.cloneNode(true));
  for (const sign of own.querySelectorAll(".invisible")) sign.remove();
  return own.textContent || "";
}
/**
 * @param {Element} one
 * @param {Element} other
 */
function isNext(one, other) {
  let node = one.nextSibling;
  while (node && node !== other && !node.textContent) node = node.nextSibling;
  return node === other;
}
/**
 * @param {Note} note
 * @param {string | undefined} citation
 */
function quotationOf(note, citation) {
  const pieces = /** @type {{ text: string, mark: Element }[]} */ ([]);
  for (const mark of note.marks) {
    const last = pieces.at(-1);
    if (last && isNext(last.mark, mark)) Object.assign(last, { text: last.text + drawnText(mark), mark });
    else pieces.push({ text: drawnText(mark), mark });
  }
  const speaker = note.card.querySelector(".origin a, .voice a");
  const quote = pieces.map((piece) => piece.text.trim()).join(" … ");
  // whose words they are is told no surer than the note tells it
  const certainty =
    note.card.dataset.certainty === "low" && note.card.querySelector(".certainty")?.textContent;
  const name = speaker && drawnText(speaker);
  return citationText(quote, name && certainty ? `${name} (${certainty})` : name, citation, linkOf(note));
}
/**
 * Put a text on the clipboard, and say so where it was asked for.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {{ own: string, copied: string }} words
 */
async function copy(button, text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  button.textContent = words.copied;
  setTimeout(() => {
    button.textContent = words.own;
  }, 1500);
}

/**
 * The buttons that go along with the note that is looked at.
 * @param {HTMLElement} status
 * @param {Map<string, Note>} byId
 * @param {string | undefined} citation
 */
function makeTools(status, byId, citation) {
  const { copyLink = "", copyQuotation = "", copied = "" } = status.dataset;
  const tools = document.createElement("div");
  tools.className = "note-tools";
  for (const { words, text } of [
    { words: copyLink, text: linkOf },
    { words: copyQuotation, text: (/** @type {Note} */ note) => quotationOf(note, citation) },
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      const note = byId.get(tools.parentElement?.dataset.id || "");
      if (!note) return;
      copy(button, text(note), { own: words, copied }).then(() => {
        status.textContent = copied;
      });
    });
    tools.append(button);
  }
  return tools;
}

/**
 * The notes as they are looked at: some are lit, and one leads, whose address the page has.
 * @param {HTMLElement} reading
 * @param {HTMLElement} status
 */
function makeView(reading, status) {
  const { notes, byId, marks } = readNotes(reading);
  const tools = makeTools(status, byId, reading.dataset.citation);
  const { position = "" } = status.dataset;
  let active = /** @type {Note | null} */ (null);
  let lit = /** @type {Element[]} */ ([]);

  /** @param {string[]} ids */
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

  /**
   * Open notes, the first of which leads.
   * @param {Note} first
   * @param {string[]} ids
   */
  function activate(first, ids, { scroll = false, focus = false, follow = true } = {}) {
    for (const note of notes) note.card.classList.remove("open");
    if (follow) document.adoptedStyleSheets = [];
    active = first;
    for (const id of ids) {
      const card = byId.get(id)?.card;
      card?.classList.add("open");
      if (card) showWhole(card, true);
    }
    light(ids);
    if (follow) address(first.id);
    if (focus) (first.handle || numberOf(first)).focus({ preventScroll: true });
    if (scroll) first.marks[0]?.scrollIntoView({ block: "center" });
    status.textContent = position
      .replace("{n}", String(notes.indexOf(first) + 1))
      .replace("{m}", String(notes.length));
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

  return { reading, notes, byId, marks, light, activate, leave, active: () => active };
}
/** @typedef {ReturnType<typeof makeView>} View */

/* Pointing */
/**
 * The notes that an element of the page is about.
 * @param {View} view
 * @param {Element} target
 */
function idsAt({ reading, byId }, target) {
  const place = /** @type {HTMLElement | null} */ (target.closest("mark, .handle, .card"));
  if (!place || !reading.contains(place)) return [];
  if (place.matches(".card")) return [place.dataset.id || ""];
  if (place.matches(".handle")) return [place.id.slice(4)];
  const here = idsOf(place)
    .flatMap((id) => byId.get(id) || [])
    .filter((note) => note.isShown);
  return here.sort((one, other) => one.length - other.length).map((note) => note.id);
}
/**
 * @param {View} view
 * @param {MouseEvent} event
 */
function click(view, event) {
  const target = elementOf(event);
  const card = target.closest(".card");
  if (target.closest(".note-tools") || !getSelection()?.isCollapsed) return;
  if (card && target.closest(".more-line button")) {
    showWhole(card, !card.classList.contains("whole"));
    return;
  }
  const link = target.closest("a");
  if (link && !link.matches(".handle, .card-number, .permalink")) return;
  const ids = idsAt(view, target);
  const note = view.byId.get(ids[0]);
  if (!note) return;
  if (link) event.preventDefault();
  if (view.active() === note && !link && target.closest(".card-head")) {
    view.leave();
    return;
  }
  view.activate(note, ids, { scroll: Boolean(link?.matches(".card-number")), focus: false });
  if (link?.matches(".handle")) {
    numberOf(note).focus({ preventScroll: true });
    note.card.scrollIntoView({ block: "nearest" });
  } else if (link?.matches(".card-number")) note.handle?.focus({ preventScroll: true });
}

/** @param {View} view */
function setPointing(view) {
  const { reading, light } = view;
  const back = () => light([view.active()?.id || ""].filter(Boolean));
  if (matchMedia("(hover: hover)").matches)
    reading.addEventListener("mouseover", (event) => {
      const ids = idsAt(view, elementOf(event));
      if (ids.length) light(ids);
      else back();
    });
  reading.addEventListener("mouseleave", back);
  reading.addEventListener("focusin", (event) => {
    const target = elementOf(event);
    const card = target.closest(".card");
    if (card && target.closest(".note.long")) showWhole(card, true);
    const ids = idsAt(view, target);
    if (ids.length) light(ids);
  });
  reading.addEventListener("click", (event) => click(view, event));
}

/* Keys */
function setKeysDialog() {
  const dialog = document.getElementById("_keys");
  const letters = document.getElementById("_keys_on");
  if (dialog instanceof HTMLDialogElement && letters instanceof HTMLInputElement) {
    const showKeys = () => {
      letters.checked = pageKeys.areOn();
      dialog.showModal();
    };
    document.getElementById("_keys_open")?.addEventListener("click", showKeys); // where they are off, no key can
    document.getElementById("_keys_close")?.addEventListener("click", () => dialog.close());
    letters.addEventListener("change", () => pageKeys.set(letters.checked));
    pageKeys.take("?", showKeys);
  }
}

/** @param {View} view */
function setKeys({ notes, activate, leave, active }) {
  const isMirrored = getComputedStyle(document.documentElement).direction === "rtl";
  /** @param {number} by */
  function step(by) {
    const own = active();
    const shown = notes.filter((note) => note.isShown);
    const note = shown[nextPlace(shown.length, own ? shown.indexOf(own) : -1, by)];
    if (!note) return false;
    activate(note, [note.id], { scroll: true, focus: true });
    return true;
  }
  for (const key of ["j", isMirrored ? "ArrowLeft" : "ArrowRight"]) pageKeys.take(key, () => step(1));
  for (const key of ["k", isMirrored ? "ArrowRight" : "ArrowLeft"]) pageKeys.take(key, () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.ctrlKey && !event.metaKey && !event.altKey) leave();
  });
}

/* Filters */
/**
 * Show the notes that pass, and how many they are.
 * @param {View} view
 * @param {Filters} filters
 * @param {string} words
 */
function filter({ reading, notes, byId, marks, active, leave }, filters, words) {
  const count = document.getElementById("_shown");
  let shown = 0;
  for (const note of notes) {
    note.isShown = passes(note.card.dataset, filters);
    note.card.classList.toggle("off", !note.isShown);
    note.handle?.classList.toggle("off", !note.isShown);
    if (note.isShown) shown++;
  }
  for (const mark of marks) mark.classList.toggle("off", !idsOf(mark).some((id) => byId.get(id)?.isShown));
  reading.classList.toggle("filtered", shown < notes.length);
  if (active()?.isShown === false) leave();
  const told = words.replace("{n}", String(shown)).replace("{m}", String(notes.length));
  if (count) count.textContent = filters.size ? told : "";
}

/**
 * @param {View} view
 * @param {string} words
 */
function setFilters(view, words) {
  const form = document.getElementById("_filters");
  if (form instanceof HTMLFormElement) {
    const change = () => {
      const filters = /** @type {Filters} */ (new Map());
      for (const [name, value] of new FormData(form))
        filters.set(name, (filters.get(name) || new Set()).add(String(value)));
      try {
        history.replaceState(
          null,
          "",
          location.pathname + queryWith(location.search, filters, FACETS) + location.hash,
        );
      } catch {
        /* as above */
      }
      filter(view, filters, words);
    };
    form.addEventListener("change", change);
    form.addEventListener("reset", () => setTimeout(change));
    const filters = parseFilters(location.search, FACETS);
    if (filters.size) {
      const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (
        form.querySelectorAll("input[type=checkbox]")
      );
      for (const box of boxes) box.checked = Boolean(filters.get(box.name)?.has(box.value));
      filter(view, filters, words);
    }
  }
}

/* The ruler: which section is being read */
function setRuler() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".ruler a"));
  const sections = [...links].map((link) => ({ link, row: document.getElementById(idOf(link.hash)) }));
  let here = /** @type {Element | undefined} */ (undefined);
  let isAsked = false;
  function mark() {
    isAsked = false;
    const place = placeAt(
      sections.map(({ row }) => (row ? row.getBoundingClientRect().top : Number.POSITIVE_INFINITY)),
      innerHeight / 3,
    );
    const link = sections[place]?.link;
    if (link === here) return;
    here?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    here = link;
  }
  if (sections.length)
    addEventListener(
      "scroll",
      () => {
        if (!isAsked) {
          isAsked = true;
          requestAnimationFrame(mark);
        }
      },
      { passive: true },
    );
}

/* Arriving */
/** @param {View} view */
function land({ byId, activate }) {
  const id = idOf(location.hash).replace(/^(?:note|ref)_/, "");
  const note = byId.get(id);
  if (!note) return;
  activate(note, [id], { follow: false });
  const isPast = (note.card.closest(".row")?.getBoundingClientRect().bottom || 0) < 0;
  if (location.hash.startsWith("#note_") || isPast) note.card.scrollIntoView({ block: "center" });
}
/* A browser keeps the height of a row that it has drawn, so that it need not draw it while it is far away. In
     another width (a telephone that is turned) that height is another, so that all are drawn once more. */
/** @param {HTMLElement} reading */
function setHeights(reading) {
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
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

function start() {
  const reading = document.getElementById("_text");
  const status = document.getElementById("_status");
  if (!reading || !status) return;
  const view = makeView(reading, status);
  setPointing(view);
  setKeysDialog();
  setKeys(view);
  setFilters(view, status.dataset.shown || "");
  setRuler();
  setHeights(reading);
  addEventListener("hashchange", () => {
    document.adoptedStyleSheets = [];
    land(view);
  });
  land(view);
}
start();
