/* Drafts from the text: a list beside the page. Choosing one fills the panel; nothing is saved from here. */

import { elementOf, nextPlace } from "../js/core.js";
import { asking } from "./annotator-asking.js";
import { amountText, REGISTRIES, shortWords } from "./annotator-core.js";
import { choice, make } from "./annotator-fields.js";
import { pieceOf, rangeOf } from "./annotator-places.js";
import { INTERFACE, t } from "./words.js";

/** @type {Record<string, string>} */
const KINDS = { quotation: t("Quotation"), report: t("Report"), figure: t("Number") };
const STEP = 60;

/* What a tab remembers until it is closed: nothing of the archive */
/** @param {string} key */
function recall(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}
/**
 * @param {string} key
 * @param {unknown} value
 */
function keep(key, value) {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    /* then it is forgotten */
  }
}
const keyOf = (/** @type {Offered} */ draft) =>
  draft.kind +
  " " +
  draft.pieces.map((piece) => `${piece.row}:${piece.start}:${piece.words.slice(0, 80)}`).join(" ");
const rowOfKey = (/** @type {string} */ key) => Number(/ (\d+):/.exec(key)?.[1] || 0);

/**
 * The panel, empty yet.
 * @param {HTMLElement} body
 * @param {() => void} hide
 */
function makePanel(body, hide) {
  const title = make("h2", { id: "_annotator_drafts_title" }, t("Drafts from the text"));
  const close = make(
    "button",
    { type: "button", class: "a-close", "aria-label": t("Close"), onclick: hide },
    "×",
  );
  const attributes = {
    id: "_annotator_drafts",
    class: "annotator a-side",
    role: "region",
    "aria-labelledby": title.id,
    hidden: true,
    tabindex: "-1",
  };
  const panel = make(
    "section",
    { ...attributes, ...INTERFACE.attributes },
    make("div", { class: "a-head" }, title, close),
    body,
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    hide();
  });
  return panel;
}

/**
 * Who said it, and what is counted, as far as the text offers it.
 * @param {Offered} draft
 * @param {Names} names
 */
function tellDraft(draft, names) {
  const { speaker, cue } = draft.keys;
  const who = speaker ? names.speakers.get(speaker) || speaker : draft.named;
  const reading = Object.keys(draft.amount).length
    ? [amountText(draft.amount), draft.unit].filter(Boolean).join(" ")
    : "";
  const words = cue ? make("small", { dir: "auto" }, ` “${cue}”`) : "";
  return [
    who ? make("span", { class: `a-who${speaker ? "" : " a-unknown"}` }, make("bdi", {}, who), words) : "",
    reading ? make("span", { class: "a-who" }, make("bdi", {}, reading)) : "",
  ];
}

/**
 * A draft of the list, with what taking it, dismissing it and looking at it do.
 * @param {Offered} draft
 * @param {Names} names
 * @param {string} language
 * @param {{ take(): void, dismiss(): void, light(scroll?: boolean): void }} told
 */
function makeItem(draft, names, language, { take, dismiss, light }) {
  const words = shortWords(draft.pieces.map((piece) => piece.words).join(" … "), 160);
  const place = KINDS[draft.kind] + " · " + t("paragraph {n}", { n: draft.paragraph });
  const button = make(
    "button",
    { type: "button", class: `a-draft ${draft.kind}`, "aria-keyshortcuts": "Delete", onclick: take },
    make("span", { class: "a-place" }, place),
    make("q", { lang: language, dir: "auto" }, words),
    ...tellDraft(draft, names),
  );
  button.addEventListener("focus", () => light(true));
  button.addEventListener("mouseenter", () => light());
  const label = t("Dismiss: {words}", { words: shortWords(words, 40) });
  const remove = make(
    "button",
    { type: "button", class: "a-remove", title: t("Dismiss"), "aria-label": label, onclick: dismiss },
    "×",
  );
  return make("li", {}, button, remove);
}

/**
 * The drafts that are left, of the kind that is chosen; those that were dismissed in this tab are out.
 * @param {string} documentId
 */
function makeChoice(documentId) {
  const DISMISSED = `sitegen-dismissed ${documentId}`;
  const dismissed = new Set(/** @type {string[]} */ (recall(DISMISSED) || []));
  const own = { drafts: /** @type {Offered[]} */ ([]), kind: "", most: STEP };
  const left = () => own.drafts.filter((draft) => !dismissed.has(keyOf(draft)));
  return {
    own,
    left,
    shown: () => left().filter((draft) => !own.kind || draft.kind === own.kind),
    hasDismissed: () => dismissed.size > 0,
    bringBack() {
      dismissed.clear();
      keep(DISMISSED, null);
    },
    /** @param {Offered} draft */
    dismiss(draft) {
      dismissed.add(keyOf(draft));
      keep(DISMISSED, [...dismissed]);
    },
  };
}

/**
 * What stands around the list: which kinds there are, further drafts, those that were dismissed.
 * @param {ReturnType<typeof makeChoice>} choices
 * @param {HTMLElement} body
 * @param {() => void} render
 * @param {(place?: number) => void} focus
 */
function makeControls({ own, left, shown, hasDismissed, bringBack }, body, render, focus) {
  const all = left();
  const kinds = Object.keys(KINDS).filter((name) => all.some((draft) => draft.kind === name));
  const options = kinds.map((name) => /** @type {Option} */ ([name, KINDS[name]]));
  const choose = (/** @type {string} */ chosen) => {
    own.kind = chosen;
    own.most = STEP;
    render();
    /** @type {HTMLElement | null} */
    (body.querySelector("input:checked"))?.focus();
  };
  const goOn = () => {
    const at = own.most;
    own.most += STEP;
    render();
    focus(at);
  };
  const back = () => {
    bringBack();
    render();
    focus();
  };
  const link = make(
    "button",
    { type: "button", class: "a-link", onclick: back },
    t("Bring the dismissed back"),
  );
  const isMore = shown().length > own.most;
  return {
    kinds: kinds.length > 1 ? choice(t("Show"), [["", t("All")], ...options], own.kind, choose) : "",
    more: isMore ? make("button", { type: "button", class: "a-more", onclick: goOn }, t("Show more")) : "",
    back: hasDismissed() ? make("p", { class: "a-links" }, link) : "",
  };
}

/**
 * The list of drafts in the panel's body.
 * @param {ReturnType<typeof makeChoice>} choices
 * @param {HTMLElement} body
 * @param {{ names: Names, language(): string, light(pieces: Piece[], scroll?: boolean): void, take(draft: Offered): void, leave(): void }} told
 */
function makeListing(choices, body, { names, language, light, take, leave }) {
  const { own, shown } = choices;
  const status = make("p", { class: "a-status", role: "status" });
  let last = "";
  const buttonsOf = () => /** @type {HTMLElement[]} */ ([...body.querySelectorAll(".a-draft")]);
  function focusLast() {
    const found = shown();
    const place = found.findIndex((draft) => keyOf(draft) === last);
    const after = place >= 0 ? place : found.findIndex((draft) => draft.pieces[0].row >= rowOfKey(last));
    const button = buttonsOf()[Math.max(0, after)];
    if (button) button.focus({ preventScroll: true });
    else leave();
  }
  /** @param {Offered} draft */
  const item = (draft) =>
    makeItem(draft, names, language(), {
      take: () => take(draft),
      dismiss: () => dismiss(draft),
      light: (scroll) => light(draft.pieces, scroll),
    });
  function render() {
    const found = shown();
    const items = found.slice(0, own.most).map(item);
    const list = make("ol", { class: "a-drafts" }, ...items);
    list.addEventListener("keydown", press);
    status.textContent = found.length
      ? t("Drafts: {n}", { n: found.length })
      : t("Nothing found that is not annotated already.");
    const { kinds, more, back } = makeControls(choices, body, render, (place) =>
      place === undefined ? focusLast() : buttonsOf()[place]?.focus(),
    );
    const intro = t(
      "What the text offers, found by rules. Choose one, look at it and change it; nothing is saved until you save.",
    );
    body.replaceChildren(make("p", { class: "a-intro" }, intro), kinds, status, list, more, back);
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    const buttons = buttonsOf();
    const item = elementOf(event).closest("li");
    const place = buttons.findIndex((button) => button.parentNode === item);
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) buttons[nextPlace(buttons.length, place, by)].focus();
    else if (event.key === "Delete") dismiss(shown()[place]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {Offered} draft */
  function dismiss(draft) {
    const place = shown().indexOf(draft);
    choices.dismiss(draft);
    light([]);
    render();
    const buttons = buttonsOf();
    const next = buttons[Math.min(place, buttons.length - 1)];
    if (next) next.focus();
    else leave();
  }
  return {
    status,
    render,
    focusLast,
    remember: (/** @type {string} */ key) => {
      last = key || last;
    },
  };
}

/**
 * `choose` is called with a draft to be looked at, `light` with pieces to show on the page, `close` when the list is left.
 * Names that drafts use are put into `names`.
 * @param {{
 *   documentId: string, names: Names, language(): string, choose(found: Offered): void,
 *   light(pieces: Piece[], scroll?: boolean): void, closed(): void,
 * }} told
 */
export function makeDrafts({ documentId, language, names, choose, light, closed }) {
  const OPEN = `sitegen-drafts ${documentId}`;
  const choices = makeChoice(documentId);
  const body = make("div", { class: "a-body" });
  const panel = makePanel(body, hide);
  const leave = () => panel.focus({ preventScroll: true });
  const listing = makeListing(choices, body, { names, language, light, take, leave });

  async function show(isAgain = false) {
    panel.hidden = false;
    document.documentElement.classList.add("annotating");
    if (!choices.own.drafts.length)
      body.replaceChildren(make("p", { class: "a-empty" }, t("Reading the text …")));
    const { status: code, data } = await asking.get("drafts", { id: documentId });
    if (panel.hidden) return;
    if (code !== 200) {
      body.replaceChildren(make("p", { class: "a-inline-problem", role: "alert" }, data.problem));
      return;
    }
    choices.own.drafts = data.drafts;
    for (const registry of REGISTRIES)
      for (const [id, name] of Object.entries(data.names[registry])) names[registry].set(id, name);
    if (isAgain) listing.remember(recall(OPEN)?.last);
    listing.render();
    listing.focusLast();
  }
  function hide() {
    panel.hidden = true;
    document.documentElement.classList.remove("annotating");
    keep(OPEN, null);
    light([]);
    closed();
  }
  /** @param {Offered} draft */
  function take(draft) {
    const range = rangeOf(draft.pieces[0]);
    if (!range || pieceOf(range)?.words !== draft.pieces[0].words) {
      listing.status.textContent = t("The page is not that of the text now; load it again.");
      return;
    }
    const last = keyOf(draft);
    listing.remember(last);
    keep(OPEN, { last });
    panel.hidden = true;
    choose(draft);
  }
  return {
    panel,
    show,
    hide,
    isOpen: () => !panel.hidden,
    /** Whether the panel was filled from the list, which is to come back then. */
    wasLeft: () => Boolean(recall(OPEN)),
  };
}
