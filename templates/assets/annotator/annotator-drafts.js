/* Drafts from the text: a list beside the page. Choosing one fills the panel; nothing is saved from here. */

import { elementOf } from "../js/core.js";
import { asking } from "./annotator-asking.js";
import { amountText, REGISTRIES, shortWords } from "./annotator-core.js";
import { choice, make } from "./annotator-fields.js";
import { pieceOf, rangeOf } from "./annotator-places.js";
import { INTERFACE, t } from "./words.js";

/**
 * `choose` is called with a draft to be looked at, `light` with pieces to show on the page, `close` when the list is left.
 * Names that drafts use are put into `names`.
 * @param {{
 *   documentId: string, names: Names, language(): string, choose(found: Offered): void,
 *   light(pieces: Piece[], scroll?: boolean): void, closed(): void,
 * }} told
 */
export function makeDrafts({ documentId, language, names, choose, light, closed }) {
  /** @type {Record<string, string>} */
  const KINDS = { quotation: t("Quotation"), report: t("Report"), figure: t("Number") };
  const STEP = 60;
  const OPEN = `sitegen-drafts ${documentId}`;
  const DISMISSED = `sitegen-dismissed ${documentId}`;
  let drafts = /** @type {Offered[]} */ ([]);
  let kind = "";
  let most = STEP;
  let last = "";
  const dismissed = new Set(/** @type {string[]} */ (recall(DISMISSED) || []));

  const title = make("h2", { id: "_annotator_drafts_title" }, t("Drafts from the text"));
  const status = make("p", { class: "a-status", role: "status" });
  const body = make("div", { class: "a-body" });
  const panel = make(
    "section",
    {
      id: "_annotator_drafts",
      class: "annotator a-side",
      role: "region",
      "aria-labelledby": title.id,
      ...INTERFACE.attributes,
      hidden: true,
      tabindex: "-1",
    },
    make(
      "div",
      { class: "a-head" },
      title,
      make(
        "button",
        { type: "button", class: "a-close", "aria-label": t("Close"), onclick: () => hide() },
        "×",
      ),
    ),
    body,
  );

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
  const left = () => drafts.filter((draft) => !dismissed.has(keyOf(draft)));
  const shown = () => left().filter((draft) => !kind || draft.kind === kind);

  async function show(isAgain = false) {
    panel.hidden = false;
    document.documentElement.classList.add("annotating");
    if (!drafts.length) body.replaceChildren(make("p", { class: "a-empty" }, t("Reading the text …")));
    const { status: code, data } = await asking.get("drafts", { id: documentId });
    if (panel.hidden) return;
    if (code !== 200) {
      body.replaceChildren(make("p", { class: "a-inline-problem", role: "alert" }, data.problem));
      return;
    }
    drafts = data.drafts;
    for (const registry of REGISTRIES)
      for (const [id, name] of Object.entries(data.names[registry])) names[registry].set(id, name);
    if (isAgain) last = recall(OPEN)?.last || last;
    render();
    focusLast();
  }
  function hide() {
    panel.hidden = true;
    document.documentElement.classList.remove("annotating");
    keep(OPEN, null);
    light([]);
    closed();
  }
  function focusLast() {
    const buttons = buttonsOf();
    const found = shown();
    const place = found.findIndex((draft) => keyOf(draft) === last);
    const after = place >= 0 ? place : found.findIndex((draft) => draft.pieces[0].row >= rowOfKey(last));
    (buttons[Math.max(0, after)] || panel).focus({ preventScroll: true });
  }
  const buttonsOf = () => /** @type {HTMLElement[]} */ ([...body.querySelectorAll(".a-draft")]);
  const rowOfKey = (/** @type {string} */ key) => Number(/ (\d+):/.exec(key)?.[1] || 0);

  function render() {
    const found = shown();
    const all = left();
    const kinds = Object.keys(KINDS).filter((name) => all.some((draft) => draft.kind === name));
    const list = make("ol", { class: "a-drafts" }, ...found.slice(0, most).map(item));
    list.addEventListener("keydown", press);
    status.textContent = found.length
      ? t("Drafts: {n}", { n: found.length })
      : t("Nothing found that is not annotated already.");
    body.replaceChildren(
      make(
        "p",
        { class: "a-intro" },
        t(
          "What the text offers, found by rules. Choose one, look at it and change it; nothing is saved until you save.",
        ),
      ),
      kinds.length > 1
        ? choice(
            t("Show"),
            [["", t("All")], ...kinds.map((name) => /** @type {Option} */ ([name, KINDS[name]]))],
            kind,
            (chosen) => {
              kind = chosen;
              most = STEP;
              render();
              /** @type {HTMLElement | null} */
              (body.querySelector("input:checked"))?.focus();
            },
          )
        : "",
      status,
      list,
      found.length > most
        ? make(
            "button",
            {
              type: "button",
              class: "a-more",
              onclick: () => {
                const at = most;
                most += STEP;
                render();
                buttonsOf()[at]?.focus();
              },
            },
            t("Show more"),
          )
        : "",
      dismissed.size
        ? make(
            "p",
            { class: "a-links" },
            make(
              "button",
              {
                type: "button",
                class: "a-link",
                onclick: () => {
                  dismissed.clear();
                  keep(DISMISSED, null);
                  render();
                  focusLast();
                },
              },
              t("Bring the dismissed back"),
            ),
          )
        : "",
    );
  }
  /** @param {Offered} draft */
  function item(draft) {
    const words = shortWords(draft.pieces.map((piece) => piece.words).join(" … "), 160);
    const who = draft.keys.speaker
      ? names.speakers.get(draft.keys.speaker) || draft.keys.speaker
      : draft.named;
    const reading = Object.keys(draft.amount).length
      ? [amountText(draft.amount), draft.unit].filter(Boolean).join(" ")
      : "";
    const button = make(
      "button",
      {
        type: "button",
        class: `a-draft ${draft.kind}`,
        "aria-keyshortcuts": "Delete",
        onclick: () => take(draft),
      },
      make(
        "span",
        { class: "a-place" },
        KINDS[draft.kind] + " · " + t("paragraph {n}", { n: draft.paragraph }),
      ),
      make("q", { lang: language(), dir: "auto" }, words),
      ...(who
        ? [
            make(
              "span",
              { class: `a-who${draft.keys.speaker ? "" : " a-unknown"}` },
              make("bdi", {}, who),
              draft.keys.cue ? make("small", { dir: "auto" }, ` “${draft.keys.cue}”`) : "",
            ),
          ]
        : []),
      ...(reading ? [make("span", { class: "a-who" }, make("bdi", {}, reading))] : []),
    );
    button.addEventListener("focus", () => light(draft.pieces, true));
    button.addEventListener("mouseenter", () => light(draft.pieces));
    return make(
      "li",
      {},
      button,
      make(
        "button",
        {
          type: "button",
          class: "a-remove",
          title: t("Dismiss"),
          "aria-label": t("Dismiss: {words}", { words: shortWords(words, 40) }),
          onclick: () => dismiss(draft),
        },
        "×",
      ),
    );
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    const buttons = buttonsOf();
    const item = elementOf(event).closest("li");
    const place = buttons.findIndex((button) => button.parentNode === item);
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") buttons[Math.min(buttons.length - 1, place + 1)].focus();
    else if (event.key === "ArrowUp") buttons[Math.max(0, place - 1)].focus();
    else if (event.key === "Delete") dismiss(shown()[place]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {Offered} draft */
  function dismiss(draft) {
    const place = shown().indexOf(draft);
    dismissed.add(keyOf(draft));
    keep(DISMISSED, [...dismissed]);
    light([]);
    render();
    const buttons = buttonsOf();
    (buttons[Math.min(place, buttons.length - 1)] || panel).focus();
  }
  /** @param {Offered} draft */
  function take(draft) {
    const range = rangeOf(draft.pieces[0]);
    if (!range || pieceOf(range)?.words !== draft.pieces[0].words) {
      status.textContent = t("The page is not that of the text now; load it again.");
      return;
    }
    last = keyOf(draft);
    keep(OPEN, { last });
    panel.hidden = true;
    choose(draft);
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      hide();
    }
  });
  return {
    panel,
    show,
    hide,
    isOpen: () => !panel.hidden,
    /** Whether the panel was filled from the list, which is to come back then. */
    wasLeft: () => Boolean(recall(OPEN)),
  };
}
