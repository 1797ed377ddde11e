/* The annotator: select words, say what they are, save. Everything it keeps goes into the archive's files. */

import { elementOf } from "../js/core.js";
import { pageKeys } from "../js/keys.js";
import { asking } from "./annotator-asking.js";
import { amountText, emptyKeys, inOrder, kindOf, overlap, REGISTRIES, shortWords } from "./annotator-core.js";
import { makeDrafts } from "./annotator-drafts.js";
import { chip, choice, combobox, field, make, NEW } from "./annotator-fields.js";
import { makeKeyboard, rangeOf, selectedPiece } from "./annotator-places.js";
import { INTERFACE, t } from "./words.js";

const { route = "" } = document.getElementById("_live_script")?.dataset || {};
const documentId = route.replace(/^documents\//, "").replace(/\.html$/, "");
const { values, editorial, fields } = INTERFACE.panel; // the site's own words for what the format's keys may be
/** @type {(name: string) => Option[]} */
const orNone = (name) => [["", t("not said")], ...values[name]];
const wordsFor = (/** @type {string} */ name, /** @type {string} */ value) =>
  values[name].find(([known]) => known === value)?.[1];
let shown = /** @type {DocumentShown | null} */ (null);
let draft = /** @type {Draft | null} */ (null);
let whoField = /** @type {Field | null} */ (null);
let opener = /** @type {Element | null} */ (null);
let isAdding = /** @type {"" | "add" | "replace"} */ ("");
let isStale = false;
let isUndoing = false;
let previewTurn = 0;
let previewTimer = 0;
let before = "";
/** @type {Names} */
const names = { speakers: new Map(), claims: new Map(), figures: new Map(), topics: new Map() };
const nameOf = (/** @type {Registry} */ kind, /** @type {string} */ id) => names[kind].get(id) || id;

/* Asking the server */
const { get, post } = asking;
const search = (/** @type {Registry} */ kind) => async (/** @type {string} */ typed) =>
  (await get("names", { kind, q: typed })).data;
async function load() {
  const { status, data } = await get("document", { id: documentId });
  if (status !== 200) {
    announce(data.problem);
    return;
  }
  shown = data;
  if (draft && !draft.version) {
    // it was begun before this was known
    const isUntouched = JSON.stringify(request()) === before;
    draft.version = data.version;
    if (isUntouched) before = JSON.stringify(request());
  }
  for (const kind of REGISTRIES)
    for (const [id, name] of Object.entries(data.names[kind])) names[kind].set(id, name);
  undoButton.hidden = !data.undo;
  undoButton.textContent = t("Undo: {what}", { what: data.undo });
  for (const annotation of data.annotations) addEdit(annotation);
  greet(!data.annotations.length);
}
/**
 * What to do first, on a document without annotations; until it was read in this tab.
 * @param {boolean} isFirst
 */
function greet(isFirst) {
  const KEY = "sitegen-greeted";
  try {
    if (sessionStorage.getItem(KEY)) isFirst = false;
  } catch {
    /* then it is shown again */
  }
  greeting.hidden = !isFirst;
  if (!isFirst || greeting.childElementCount) return;
  greeting.append(
    make(
      "p",
      {},
      make("b", { id: "_annotator_greeting_title" }, t("Nothing is annotated here yet.")),
      " ",
      t(
        "Select words in the text with the mouse, or a finger: a button to annotate them appears. Or look through what the text offers.",
      ),
    ),
    make(
      "button",
      {
        type: "button",
        onclick: () => {
          try {
            sessionStorage.setItem(KEY, "1");
          } catch {
            /* as above */
          }
          greeting.hidden = true;
        },
      },
      t("Understood"),
    ),
  );
}
/** @param {AnnotationShown} annotation */
function addEdit(annotation) {
  const card = document.getElementById(`note_${annotation.id}`);
  if (!card) return;
  card.querySelector(".a-edit")?.remove();
  card.append(
    make(
      "button",
      {
        type: "button",
        class: "a-edit",
        ...INTERFACE.attributes,
        "aria-label": t("Edit annotation {id}", { id: annotation.id }),
        onclick: () => edit(annotation.id),
      },
      t("Edit"),
    ),
  );
}

/* The bar at the foot of the page, and the button beside a selection */
const status = make("span", { class: "a-status", role: "status" });
const undoButton = make("button", { type: "button", hidden: true, onclick: undo });
const keysButton = make(
  "button",
  { type: "button", class: "a-keys", "aria-keyshortcuts": "a", onclick: () => keyboard.start() },
  t("Select by keyboard"),
  " ",
  make("kbd", {}, "a"),
);
const draftsButton = make(
  "button",
  { type: "button", class: "a-offer", "aria-keyshortcuts": "d", onclick: () => showDrafts() },
  t("Drafts from the text"),
  " ",
  make("kbd", {}, "d"),
);
const hint = t("Select words to annotate them");
const annotateButton = make(
  "button",
  { type: "button", class: "a-primary a-annotate", hidden: true, onclick: () => begin() },
  t("Annotate"),
);
const bar = make(
  "div",
  {
    id: "_annotator_bar",
    class: "annotator",
    role: "region",
    "aria-label": t("Annotator"),
    ...INTERFACE.attributes,
  },
  make("span", { class: "a-dot", "aria-hidden": "true" }),
  status,
  annotateButton,
  keysButton,
  draftsButton,
  undoButton,
);
const greeting = make("div", {
  id: "_annotator_greeting",
  class: "annotator",
  role: "region",
  "aria-labelledby": "_annotator_greeting_title",
  ...INTERFACE.attributes,
  hidden: true,
});
const bubble = make(
  "button",
  {
    type: "button",
    id: "_annotate",
    class: "annotator a-primary",
    ...INTERFACE.attributes,
    tabindex: "-1",
    "aria-hidden": "true",
    hidden: true,
  },
  t("Annotate"),
);
bubble.addEventListener("mousedown", (event) => event.preventDefault());
bubble.addEventListener("click", () => (isAdding ? addPiece() : begin()));
const announce = (/** @type {string} */ words) => {
  status.textContent = words;
};
announce(hint);

const keyboard = makeKeyboard({
  announce: (words) => announce(t("Selected: {words} — Enter to annotate", { words })),
  choose: () => {
    keyboard.stop();
    if (isAdding) addPiece();
    else begin();
  },
  leave: () => {
    unselect();
    announce(hint);
    if (isAdding) showPanel();
  },
});

const unselect = () => getSelection()?.removeAllRanges();

function follow() {
  const piece = draft && !isAdding ? null : selectedPiece();
  annotateButton.hidden = !piece || Boolean(isAdding);
  draftsButton.hidden = Boolean(piece) && innerWidth < 700; // so that the words have room
  bubble.hidden = !piece || keyboard.isOn() || matchMedia("(pointer: coarse)").matches;
  if (drafts.isOpen()) {
    bubble.hidden = true;
    annotateButton.hidden = true;
    return;
  }
  if (piece) greeting.hidden = true;
  if (!draft && !keyboard.isOn()) announce(piece ? `“${shortWords(piece.words, 60)}”` : hint);
  if (bubble.hidden) return;
  bubble.textContent = isAdding ? t("Add this piece") : t("Annotate");
  const range = getSelection()?.getRangeAt(0);
  if (!range) return;
  const boxes = range.getClientRects();
  const box = boxes[boxes.length - 1] || range.getBoundingClientRect();
  bubble.style.left = `${Math.max(8, Math.min(box.right - 40, innerWidth - 130)) + scrollX}px`;
  bubble.style.top = `${box.bottom + scrollY + 8}px`;
}
let followTimer = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(followTimer);
  followTimer = setTimeout(follow, 120);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && draft && !event.defaultPrevented) {
    if (isAdding) showPanel();
    else if (panel.contains(document.activeElement) || document.activeElement === document.body) close();
  }
});
pageKeys.take("d", () => {
  if (draft || drafts.isOpen()) return false;
  showDrafts();
  return true;
});
pageKeys.take("a", () => {
  if (drafts.isOpen() || (draft && !isAdding)) return false;
  if (selectedPiece() && !keyboard.isOn()) {
    if (isAdding) addPiece();
    else begin();
  } else keyboard.start();
  return true;
});

/* The panel */
const panel = make("section", {
  id: "_annotator",
  class: "annotator",
  role: "dialog",
  "aria-labelledby": "_annotator_title",
  ...INTERFACE.attributes,
  hidden: true,
  tabindex: "-1",
});
const title = make("h2", { id: "_annotator_title" });
const parts = Object.fromEntries(
  ["notice", "passage", "speaker", "kinds", "claim", "figure", "note", "more", "card", "problem"].map(
    (name) => [name, make("div", { class: `a-part a-${name}` })],
  ),
);
parts.problem.setAttribute("role", "alert");
const saveButton = make(
  "button",
  { type: "submit", class: "a-primary", "aria-keyshortcuts": "Control+Enter", title: "Ctrl+Enter" },
  t("Save"),
);
const removeButton = make(
  "button",
  { type: "button", class: "a-danger", onclick: confirmDelete },
  t("Delete"),
);
const form = make(
  "form",
  { novalidate: true, autocomplete: "off" },
  parts.notice,
  parts.passage,
  parts.speaker,
  parts.kinds,
  parts.claim,
  parts.figure,
  parts.note,
  parts.more,
  parts.card,
);
const foot = make(
  "div",
  { class: "a-foot" },
  parts.problem,
  make(
    "div",
    { class: "a-buttons" },
    saveButton,
    make("button", { type: "button", onclick: () => close() }, t("Cancel")),
    removeButton,
  ),
);
form.append(foot);
panel.append(
  make(
    "div",
    { class: "a-head" },
    title,
    make(
      "button",
      { type: "button", class: "a-close", "aria-label": t("Close"), onclick: () => close() },
      "×",
    ),
  ),
  form,
);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
// Wherever the focus is: somebody may have clicked into the text to read on.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !draft || isAdding) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  },
  true,
);
const addingHint = make("span", {}, t("Select the further words"));
const adding = make(
  "div",
  {
    id: "_annotator_adding",
    class: "annotator",
    ...INTERFACE.attributes,
    role: "region",
    "aria-label": t("Adding a piece"),
    hidden: true,
  },
  addingHint,
  make("button", { type: "button", class: "a-primary", onclick: () => addPiece() }, t("Add this piece")),
  make("button", { type: "button", onclick: () => keyboard.start() }, t("By keyboard")),
  make("button", { type: "button", onclick: () => showPanel() }, t("Back")),
);

/* Drafts from the text */
const drafts = makeDrafts({
  documentId,
  names,
  light,
  language: () => shown?.language || "",
  choose: (found) =>
    open({
      number: null,
      id: "",
      keys: structuredClone(found.keys),
      pieces: found.pieces,
      changesPassage: true,
      offered: found,
    }),
  closed: () => {
    bar.hidden = false;
    draftsButton.focus({ preventScroll: true });
  },
});
function showDrafts(isAgain = false) {
  keyboard.stop();
  unselect();
  bar.hidden = true;
  bubble.hidden = true;
  drafts.show(isAgain);
}

function begin() {
  const piece = selectedPiece();
  if (!piece) {
    announce(t("Select some words of the text first"));
    return;
  }
  open({ number: null, id: "", keys: emptyKeys(), pieces: [piece], changesPassage: true });
  unselect();
}
/** @param {string} id */
function edit(id) {
  const found = shown?.annotations.find((annotation) => annotation.id === id);
  if (found)
    open({
      number: found.number,
      id,
      keys: structuredClone(found.keys),
      pieces: found.pieces,
      changesPassage: false,
    });
}
/** @param {DraftStart} start */
function open(start) {
  keyboard.stop();
  opener = document.activeElement;
  const keys = { ...emptyKeys(), ...start.keys };
  const { offered = null } = start;
  draft = {
    ...start,
    keys,
    offered,
    hasOwnId: start.number !== null,
    oldId: start.id,
    entries: [],
    numbers: [],
    shows: {
      claim: keys.claim.length > 0,
      figure: keys.figure.length > 0 || offered?.kind === "figure",
      note: Boolean(keys.note),
    },
    version: shown?.version || "",
  };
  isStale = false;
  title.textContent = start.number === null ? t("New annotation") : t("Edit annotation");
  removeButton.hidden = start.number === null;
  tell("");
  renderAll();
  if (offered)
    parts.notice.replaceChildren(
      make("p", {}, t("A draft from the text: look at each part, and change what is not so.")),
    );
  before = JSON.stringify(request());
  showPanel();
  // Who has just selected words writes next who says them; what is there already is read first.
  if (start.number === null && !offered) whoField?.enter();
  else panel.focus({ preventScroll: true });
  preview();
}
function showPanel() {
  isAdding = "";
  adding.hidden = true;
  panel.hidden = false;
  bar.hidden = true;
  bubble.hidden = true;
  document.documentElement.classList.add("annotating");
  lightPieces(true);
}
function close({ force = false } = {}) {
  if (!draft) return;
  if (!force && JSON.stringify(request()) !== before && !panel.querySelector(".a-confirm")) {
    confirmIn(t("Leave without saving?"), t("Leave"), () => close({ force: true }));
    return;
  }
  const wasOffered = Boolean(draft.offered);
  draft = null;
  isAdding = "";
  panel.hidden = true;
  adding.hidden = true;
  bar.hidden = false;
  document.documentElement.classList.remove("annotating");
  lightPieces();
  announce(hint);
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body)
    opener.focus({ preventScroll: true });
  if (isStale) document.dispatchEvent(new CustomEvent("sitegen:reload-now"));
  else if (wasOffered) showDrafts(true);
}
const lightPieces = (scroll = false) => light(draft ? draft.pieces : [], scroll);
/** @param {Piece[]} pieces */
function light(pieces, scroll = false) {
  const ranges = pieces.flatMap((piece) => rangeOf(piece) || []);
  if (window.CSS?.highlights) {
    if (ranges.length) CSS.highlights.set("annotation-draft", new Highlight(...ranges));
    else CSS.highlights.delete("annotation-draft");
  }
  if (!scroll || !ranges.length) return;
  const box = ranges[0].getBoundingClientRect();
  const room = innerWidth < 960 ? innerHeight * 0.3 : innerHeight;
  if (box.top < 0 || box.top > room - 40)
    scrollBy({ top: box.top - Math.min(room * 0.35, 160), behavior: "instant" });
}
/**
 * Say what is wrong; what a preview found wrong goes away with the next, what saving did stays until the next try.
 * @param {string} words
 */
function tell(words, isPassing = false) {
  parts.problem.replaceChildren(
    ...(words ? [make("p", { class: isPassing ? "a-passing" : "" }, words)] : []),
  );
}
/**
 * @param {string} question
 * @param {string} words
 * @param {() => void} act
 */
function confirmIn(question, words, act) {
  const yes = make("button", { type: "button", class: "a-danger", onclick: act }, words);
  parts.problem.replaceChildren(
    make(
      "div",
      { class: "a-confirm" },
      make("span", {}, `${question} `),
      yes,
      make("button", { type: "button", onclick: () => tell("") }, t("No")),
    ),
  );
  yes.focus();
}

/** What is being written: there is something as long as the panel is open. */
function current() {
  if (!draft) throw new Error("Nothing is being written");
  return draft;
}

/* What is written into the panel, part by part, so that a field in use is never drawn again */
function changed() {
  clearTimeout(previewTimer);
  previewTimer = setTimeout(preview, 150);
  renderCard();
}
function renderAll() {
  parts.notice.replaceChildren();
  renderPassage();
  renderKinds();
  renderSpeaker();
  renderClaim();
  renderFigure();
  renderNote();
  renderMore();
  renderCard();
}
function renderPassage() {
  const own = current();
  const pieces = inOrder(own.pieces);
  own.pieces = pieces;
  const quotes = pieces.map((piece, i) =>
    make(
      "li",
      {},
      make("q", { lang: shown?.language || "", dir: "auto" }, shortWords(piece.words, 220)),
      pieces.length > 1
        ? make(
            "button",
            {
              type: "button",
              class: "a-remove",
              "aria-label": t("Remove piece {n}", { n: i + 1 }),
              onclick: () => {
                pieces.splice(i, 1);
                own.changesPassage = true;
                renderPassage();
                lightPieces();
                changed();
              },
            },
            "×",
          )
        : "",
    ),
  );
  parts.passage.replaceChildren(
    make("ol", { class: "a-quotes", "aria-label": t("The words") }, ...quotes),
    make(
      "p",
      { class: "a-links" },
      make("button", { type: "button", class: "a-link", onclick: startAdding }, t("Add another piece")),
      " ",
      make(
        "button",
        {
          type: "button",
          class: "a-link",
          onclick: () => {
            startAdding();
            isAdding = "replace";
          },
        },
        t("Choose other words"),
      ),
    ),
  );
}
function startAdding() {
  isAdding = "add";
  panel.hidden = true;
  adding.hidden = false;
  document.documentElement.classList.remove("annotating");
  adding.querySelector("button")?.focus({ preventScroll: true });
}
function addPiece() {
  const piece = selectedPiece();
  if (!piece) {
    addingHint.textContent = t("Select the further words first");
    return;
  }
  const own = current();
  const kept = isAdding === "replace" ? [] : own.pieces;
  keyboard.stop();
  if (kept.some((other) => overlap(piece, other))) {
    addingHint.textContent = t("These words are in the passage already");
    return;
  }
  own.pieces = [...kept, piece];
  own.changesPassage = true;
  unselect();
  addingHint.textContent = t("Select the further words");
  renderPassage();
  showPanel();
  parts.passage.querySelector("button")?.focus({ preventScroll: true });
  changed();
}
const KINDS = [
  ["claim", t("A claim"), t("what is said to be so")],
  ["figure", t("A number"), t("how many, how much")],
  ["note", t("A note"), t("your own comment")],
];
const focusOn = (/** @type {Element | null | undefined} */ found) => {
  if (found instanceof HTMLElement) found.focus({ preventScroll: true });
};
function renderKinds() {
  const { shows } = current();
  parts.kinds.replaceChildren(
    make("p", { class: "a-question", id: "_a_question" }, t("What is in these words?")),
    make(
      "div",
      { role: "group", "aria-labelledby": "_a_question" },
      ...KINDS.map(([kind, words, more]) =>
        make(
          "button",
          {
            type: "button",
            class: `a-kind ${kind}`,
            "aria-pressed": String(shows[kind]),
            onclick: () => {
              shows[kind] = !shows[kind];
              renderKinds();
              if (kind === "claim") renderClaim();
              else if (kind === "figure") renderFigure();
              else renderNote();
              focusOn(parts.kinds.querySelector(`.${kind}`));
              if (shows[kind]) focusOn(parts[kind].querySelector("input, textarea"));
              changed();
            },
          },
          make("b", {}, words),
          make("small", {}, more),
        ),
      ),
    ),
  );
}
/**
 * A field for a speaker's name.
 * @param {string} label
 * @param {string} placeholder
 * @param {(id: string) => void} add
 * @param {string} [next]
 */
function speakerBox(label, placeholder, add, next) {
  return combobox({
    label,
    placeholder,
    search: search("speakers"),
    what: "speaker",
    pick: (name) => {
      names.speakers.set(name.id, name.name);
      add(name.id);
      renderSpeaker();
      focusIn("speaker", next);
      changed();
    },
    create: (typed, id) =>
      entryForm(parts.speaker, "speakers", { name: typed }, id, (made) => {
        add(made);
        renderSpeaker();
        if (!next) focusIn("speaker");
      }),
  });
}
/**
 * Who says it: a name, or a field for one with the name that stands in the text.
 * @param {AnnotationKeys} keys
 * @param {string | undefined} named
 */
function originField(keys, named) {
  const label = make("span", { class: "a-label" }, t("Who says it?"));
  if (keys.speaker) {
    const own = chip(nameOf("speakers", keys.speaker), () => {
      keys.speaker = "";
      renderSpeaker();
      focusIn("speaker");
      changed();
    });
    return make("div", { class: "a-field" }, label, make("ul", { class: "a-chips" }, own));
  }
  const document_ = shown?.outer.length ? nameOf("speakers", shown.outer[0].id) : t("the document itself");
  const box = speakerBox(t("Who says it?"), t("Type a name"), (id) => {
    keys.speaker = id;
  });
  whoField = box;
  const take = () => {
    box.input.value = named || "";
    box.input.focus();
  };
  const link = make("button", { type: "button", class: "a-link", dir: "auto", onclick: take }, named);
  return make(
    "div",
    { class: "a-field" },
    label,
    box.node,
    make("small", {}, t("Left empty: {name}", { name: document_ })),
    named ? make("p", { class: "a-links" }, t("In the text:"), " ", link) : "",
  );
}
/**
 * Who passed it on, and how the words are given.
 * @param {AnnotationKeys} keys
 */
function relayFields(keys) {
  const chips = keys.via.map((id, i) =>
    chip(nameOf("speakers", id), () => {
      keys.via.splice(i, 1);
      renderSpeaker();
      focusIn("speaker");
      changed();
    }),
  );
  const asked = t("Who passed it on?");
  const { node } = speakerBox(asked, t("Add a name"), (id) => keys.via.push(id), asked);
  const label = make("span", { class: "a-label" }, asked, " ", make("small", {}, t("nearest first")));
  const cue = {
    hint: t("as printed, near the passage"),
    attributes: { dir: "auto", placeholder: t("said, according to, …") },
  };
  return [
    make("div", { class: "a-field" }, label, make("ol", { class: "a-chips" }, ...chips), node),
    keyField(keys, "mode", t("How are the words given?"), { values: orNone("mode") }),
    keyField(keys, "cue", t("Reporting words"), cue),
  ];
}
function renderSpeaker() {
  const { keys, offered } = current();
  const isTold = keys.speaker || keys.via.length || keys.mode || keys.cue;
  parts.speaker.replaceChildren(originField(keys, offered?.named), ...(isTold ? relayFields(keys) : []));
}
/**
 * @param {string} part
 * @param {string} [label]
 */
function focusIn(part, label) {
  const inputs = [...parts[part].querySelectorAll("input, button")];
  focusOn(inputs.find((input) => label && input.getAttribute("aria-label") === label) || inputs[0]);
}
/**
 * @param {string | undefined} value
 * @param {(value: string) => void} take
 * @param {Record<string, Attribute>} [attributes]
 */
function textInput(value, take, attributes = {}) {
  const input = make("input", { type: "text", ...attributes });
  input.value = value || "";
  input.addEventListener("input", () => {
    take(input.value.trim());
    changed();
  });
  return input;
}
/**
 * @param {ClaimUse} use
 * @param {Option[]} options
 * @param {string} label
 */
function stancePicker(use, options, label) {
  const box = make(
    "select",
    { "aria-label": label },
    ...options.map(([value, words]) => make("option", { value }, words)),
  );
  box.value = use.stance || options[0][0];
  box.addEventListener("change", () => {
    use.stance = box.value;
    changed();
  });
  return box;
}
function renderClaim() {
  const {
    shows,
    keys: { claim: uses },
  } = current();
  parts.claim.hidden = !shows.claim;
  const remove = (/** @type {number} */ i) => () => {
    uses.splice(i, 1);
    renderClaim();
    focusIn("claim");
    changed();
  };
  const add = (/** @type {string} */ id) => {
    uses.push({ id, stance: "asserts" });
    renderClaim();
    changed();
  };
  parts.claim.replaceChildren(
    make(
      "div",
      { class: "a-field" },
      make("span", { class: "a-label" }, t("Which claim?")),
      make(
        "ul",
        { class: "a-chips a-wide" },
        ...uses.map((use, i) =>
          chip(
            nameOf("claims", use.id),
            remove(i),
            stancePicker(use, values.stance, t("What the speaker does with the claim")),
          ),
        ),
      ),
      combobox({
        label: uses.length ? t("Another claim") : t("Which claim?"),
        placeholder: uses.length
          ? t("Add another claim")
          : t("Search the claims, or write a new one in a sentence"),
        search: search("claims"),
        what: "claim",
        pick: (name) => {
          names.claims.set(name.id, name.name);
          add(name.id);
        },
        create: (typed, id) => entryForm(parts.claim, "claims", { text: typed }, id, add),
      }).node,
    ),
  );
}
function renderFigure() {
  const own = current();
  const {
    shows,
    offered,
    keys: { figure: uses },
  } = own;
  parts.figure.hidden = !shows.figure;
  const add = (/** @type {string} */ id) => {
    const amount = offered?.amount;
    uses.push(
      amount && Object.keys(amount).length && !uses.length
        ? { id, ...amount }
        : { id, value: own.numbers[0] || "" },
    );
    renderFigure();
    focusOn(parts.figure.querySelectorAll(".a-value")[uses.length - 1]);
    changed();
  };
  parts.figure.replaceChildren(
    make(
      "div",
      { class: "a-field" },
      make("span", { class: "a-label" }, t("Which quantity is it a number of?")),
      ...uses.map((use, i) =>
        reading_(use, () => {
          uses.splice(i, 1);
          renderFigure();
          focusIn("figure");
          changed();
        }),
      ),
      combobox({
        label: uses.length ? t("Another quantity") : t("Which quantity?"),
        placeholder: uses.length
          ? t("Add another quantity")
          : t("Search the figures, or name a new one: people evacuated"),
        search: search("figures"),
        what: "figure",
        pick: (name) => {
          names.figures.set(name.id, name.name);
          add(name.id);
        },
        create: (typed, id) =>
          entryForm(parts.figure, "figures", { label: typed, unit: offered?.unit || "" }, id, add),
      }).node,
      ...(uses.length ? [] : [offeredReading(add)]),
    ),
  );
}
/**
 * What a draft reads in the words, and the known quantities that it may be of.
 * @param {(id: string) => void} add
 */
function offeredReading(add) {
  const { offered } = current();
  if (!offered || !Object.keys(offered.amount).length) return "";
  const { amount, unit, figures } = offered;
  const known = figures.map((id) =>
    make(
      "button",
      { type: "button", class: "a-link", dir: "auto", onclick: () => add(id) },
      nameOf("figures", id),
    ),
  );
  return make(
    "p",
    { class: "a-links" },
    t("In the text:"),
    " ",
    make("bdi", {}, `${amountText(amount)} ${unit}`),
    ...known.flatMap((button) => [" ", button]),
  );
}
/**
 * The numbers in the words that a value may be, but for the one that it is.
 * @param {FigureUse} use
 * @param {HTMLInputElement} value
 */
function numbersOffered(use, value) {
  const others = current().numbers.filter((number) => number !== use.value);
  if (!others.length) return "";
  const take = (/** @type {string} */ number) => {
    use.value = number;
    value.value = number;
    changed();
  };
  const buttons = others.map((number) =>
    make("button", { type: "button", class: "a-link", onclick: () => take(number) }, number),
  );
  return make(
    "p",
    { class: "a-links" },
    t("In the words:"),
    " ",
    ...buttons.flatMap((button) => [button, " "]),
  );
}
/**
 * A field of a number or a date of a reading.
 * @param {FigureUse} use
 * @param {string} key
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
function amountField(use, key, label, attributes) {
  const set = (/** @type {string} */ value) => {
    use[key] = value;
  };
  return field(label, textInput(use[key], set, attributes));
}
/**
 * One reading of a figure: its number, found in the words where there is one.
 * @param {FigureUse} use
 * @param {() => void} remove
 */
function reading_(use, remove) {
  const setValue = (/** @type {string} */ number) => {
    use.value = number;
  };
  const value = textInput(use.value, setValue, {
    class: "a-value",
    inputmode: "decimal",
    "aria-label": t("Value"),
  });
  const isAbout = use.approximate === "true" || use.approximate === "yes";
  const about = make("input", { type: "checkbox", checked: isAbout });
  about.addEventListener("change", () => {
    use.approximate = about.checked ? "true" : "";
    changed();
  });
  const range = make(
    "div",
    { class: "a-row" },
    amountField(use, "min", t("At least"), { inputmode: "decimal" }),
    amountField(use, "max", t("At most"), { inputmode: "decimal" }),
    amountField(use, "as_of", t("As of"), { placeholder: "2016-12-03" }),
  );
  return make(
    "div",
    { class: "a-reading" },
    make("ul", { class: "a-chips a-wide" }, chip(nameOf("figures", use.id), remove)),
    make(
      "div",
      { class: "a-row" },
      field(t("Value"), value),
      make("label", { class: "a-check" }, about, " ", t("about")),
    ),
    numbersOffered(use, value),
    make(
      "details",
      { class: "a-range", open: Boolean(use.min || use.max || use.as_of) },
      make("summary", {}, t("A range, or another date")),
      range,
    ),
  );
}
function renderNote() {
  const { shows, keys } = current();
  parts.note.hidden = !shows.note;
  const area = make("textarea", { rows: "3", dir: "auto" });
  area.value = keys.note;
  area.addEventListener("input", () => {
    keys.note = area.value;
    changed();
  });
  parts.note.replaceChildren(field(t("Your note"), area, t("Markdown: *emphasis*, [link](https://…)")));
}
/** The passage's id, which follows what is written until somebody writes in it. */
function idInput() {
  const own = current();
  const id = make("input", { type: "text", spellcheck: "false", class: "a-id" });
  id.value = own.id;
  id.addEventListener("input", () => {
    own.id = id.value.trim();
    own.hasOwnId = own.id !== "";
    changed();
  });
  return id;
}
/** @param {AnnotationKeys} keys */
function topicsField(keys) {
  const chips = keys.topics.map((topic, i) =>
    chip(nameOf("topics", topic), () => {
      keys.topics.splice(i, 1);
      renderMore();
      changed();
    }),
  );
  const { node } = combobox({
    label: t("Topics"),
    placeholder: t("Add a topic"),
    search: search("topics"),
    what: "topic",
    pick: (name) => {
      names.topics.set(name.id, name.name);
      keys.topics.push(name.id);
      renderMore();
      changed();
    },
    create: (typed, made) =>
      entryForm(parts.more.querySelector("details") || parts.more, "topics", { name: typed }, made, (id) => {
        keys.topics.push(id);
        renderMore();
      }),
  });
  return make(
    "div",
    { class: "a-field" },
    make("span", { class: "a-label" }, t("Topics")),
    make("ul", { class: "a-chips" }, ...chips),
    node,
  );
}
/**
 * A field of a key that has one text, or one of some values.
 * @param {AnnotationKeys} keys
 * @param {string} key
 * @param {string} label
 * @param {{ values?: Option[] | null, hint?: string, attributes?: Record<string, string> }} [told]
 */
function keyField(keys, key, label, { values: known, hint, attributes } = {}) {
  const texts = /** @type {TextKeys} */ (/** @type {unknown} */ (keys)); // those fields have a text each
  const set = (/** @type {string} */ value) => {
    texts[key] = value;
    if (known) changed();
  };
  return known
    ? choice(label, known, texts[key] || "", set)
    : field(label, textInput(texts[key], set, attributes), hint);
}
function renderMore() {
  const { keys } = current();
  const wasOpen = parts.more.querySelector("details")?.open;
  const day = {
    hint: t("only where that is not the document's date"),
    attributes: { placeholder: "2016-12-03" },
  };
  const address = t("the passage's permanent name: {name}", { name: `${documentId}#…` });
  parts.more.replaceChildren(
    make(
      "details",
      { open: wasOpen || false },
      make("summary", {}, t("More: certainty, date, topics, address")),
      keyField(keys, "certainty", t("How sure are you?"), { values: orNone("certainty") }),
      keyField(keys, "basis", t("On what ground?"), { values: orNone("basis") }),
      keyField(keys, "said", t("When was it said?"), day),
      topicsField(keys),
      field(t("Address"), idInput(), address),
      keyField(keys, "annotator", t("Who annotates"), { attributes: { dir: "auto" } }),
      ...fields.map(({ key, label, values: known, example }) =>
        keyField(keys, key, label, {
          values: known && orNone(key),
          attributes: { dir: "auto", placeholder: example },
        }),
      ),
    ),
  );
}
/** @type {Record<string, string>} */
const USE_THIS = {
  speaker: t("Use this speaker"),
  claim: t("Use this claim"),
  figure: t("Use this quantity"),
  topic: t("Use this topic"),
};
/** @type {Record<string, string>} */
const ENTRY_WORDS = {
  name: t("Name"),
  text: t("The claim in one sentence"),
  label: t("What is counted"),
  unit: t("Unit (people, km, US dollars)"),
};
/**
 * What a new entry must have, each with its field.
 * @param {Record<string, string>} keys
 */
function entryInputs(keys) {
  return Object.entries(keys).map(([key, value]) => {
    const input =
      key === "text"
        ? make("textarea", { dir: "auto", rows: "2" })
        : make("input", { dir: "auto", type: "text" });
    input.value = value;
    return { key, input };
  });
}
/**
 * The field of a new entry's id, which follows the first field until it is written in.
 * @param {Registry} registry
 * @param {HTMLInputElement | HTMLTextAreaElement} first
 * @param {string} proposed
 */
function entryId(registry, first, proposed) {
  const id = make("input", { type: "text", spellcheck: "false" });
  id.value = proposed;
  let wasChosen = false;
  id.addEventListener("input", () => {
    wasChosen = true;
  });
  first.addEventListener("input", async () => {
    if (wasChosen) return;
    const found = await search(registry)(first.value.trim());
    if (!wasChosen && found.proposed) id.value = found.proposed;
  });
  return id;
}
/**
 * What a new entry's fields say, or what is wrong and where.
 * @param {ReturnType<typeof entryInputs>} inputs
 * @param {HTMLInputElement} id
 */
function readEntry(inputs, id) {
  const given = Object.fromEntries(inputs.map(({ key, input }) => [key, input.value.trim()]));
  const lacking = inputs.find(({ key }) => !given[key]);
  if (lacking)
    return {
      given,
      wrong: lacking.input,
      problem: t("{field}: please fill in", { field: ENTRY_WORDS[lacking.key] }),
    };
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id.value.trim())) return { given, wrong: null, problem: "" };
  return { given, wrong: id, problem: t("The id takes lower-case letters a to z, digits and hyphens") };
}
/**
 * Keep a new entry with what is being written.
 * @param {Registry} registry
 * @param {string} id
 * @param {Record<string, string>} keys
 */
function keepEntry(registry, id, keys) {
  const own = current();
  const others = own.entries.filter((entry) => entry.registry !== registry || entry.id !== id);
  own.entries = [...others, { registry, id, keys }];
  names[registry].set(id, keys.name || keys.text || keys.label);
}
/**
 * A small form for a new entry of a registry: what it must have, and its id.
 * @param {Element} part
 * @param {Registry} registry
 * @param {Record<string, string>} keys
 * @param {string} proposed
 * @param {(id: string) => void} done
 */
function entryForm(part, registry, keys, proposed, done) {
  part.querySelector(".a-entry")?.remove();
  const what = registry.replace(/s$/, "");
  const inputs = entryInputs(keys);
  const kinds = orNone("speaker_kind").map(([value, words]) => make("option", { value }, words));
  const kind = registry === "speakers" ? make("select", {}, ...kinds) : null;
  const id = entryId(registry, inputs[0].input, proposed);
  const problem = make("p", { class: "a-inline-problem", role: "alert" });
  function add() {
    const { given, wrong, problem: told } = readEntry(inputs, id);
    if (wrong) {
      problem.textContent = told;
      wrong.focus();
      return;
    }
    if (kind?.value) given.kind = kind.value;
    keepEntry(registry, id.value.trim(), given);
    box.remove();
    done(id.value.trim());
    changed();
  }
  const use = make(
    "button",
    { type: "button", class: "a-primary a-use-entry", onclick: add },
    USE_THIS[what],
  );
  const box = make("fieldset", { class: "a-entry" });
  box.append(
    make("legend", {}, NEW[what]()),
    ...inputs.map(({ key, input }) => field(ENTRY_WORDS[key], input)),
    kind ? field(t("What it is"), kind) : "",
    field(t("Id"), id, t("its address on the site")),
    problem,
    make(
      "div",
      { class: "a-buttons" },
      use,
      make("button", { type: "button", onclick: () => box.remove() }, t("Not now")),
    ),
  );
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && elementOf(event).tagName === "INPUT") {
      event.preventDefault();
      add();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      box.remove();
    }
  });
  part.append(box);
  (inputs.find(({ input }) => !input.value) || inputs[0]).input.focus();
  box.scrollIntoView({ block: "nearest" });
}

/* The card as it will be */
const cardLink = (/** @type {string} */ text) => make("span", { class: "a-name", dir: "auto" }, text);

/**
 * Who said it, and who passed it on, as the build joins them.
 * @param {AnnotationKeys} keys
 */
function voiceLines(keys) {
  const links = [
    ...(keys.speaker ? [[keys.speaker, ""]] : []),
    ...keys.via.map((id) => [id, "relay"]),
    ...(shown?.outer || []).map(({ id, role }) => [id, role]),
  ];
  const chain = links.filter(([id], i) => links[i - 1]?.[0] !== id);
  const mode = wordsFor("mode", keys.mode);
  if (!chain.length) return [];
  const names = chain.map(([id]) => cardLink(nameOf("speakers", id)));
  if (chain.length === 1)
    return [make("p", { class: "voice" }, names[0], mode ? make("small", {}, ` ${mode}`) : "")];
  const how = [keys.cue && `“${keys.cue}”`, mode].filter(Boolean).join(", ");
  const items = chain.map(([, role], i) => {
    const place = i === 0 ? "origin" : role === "outlet" ? "outlet" : "relay";
    return make("li", { class: place }, names[i], " ", make("small", {}, i ? wordsFor("role", role) : how));
  });
  return [make("ol", { class: "chain" }, ...items)];
}

/**
 * Claims and figures as the build words them: what the editors read in words is not what the speaker does.
 * @param {AnnotationKeys} keys
 */
function chipLines(keys) {
  const isRead = editorial.includes(keys.basis);
  const low = keys.certainty === "low" ? wordsFor("certainty", "low") : "";
  const told = (/** @type {string} */ text) =>
    low ? (isRead ? `${text}; ${low}` : `${text} (${low})`) : text;
  const stanceOf = (/** @type {ClaimUse} */ { stance = "asserts" }) =>
    told(wordsFor(isRead ? "read_stance" : "stance", stance) || stance);
  const remark = [isRead && t("read so by the editors"), low].filter(Boolean).join("; ");
  const numberOf = (/** @type {FigureUse} */ use) => [amountText(use), remark].filter(Boolean).join(" · ");
  const chips = [
    ...keys.claim.map((use) => ["claim", stanceOf(use), nameOf("claims", use.id)]),
    ...keys.figure.map((use) => ["figure", numberOf(use), nameOf("figures", use.id)]),
  ];
  if (!chips.length) return [];
  const items = chips.map(([of, detail, text]) =>
    make("li", { class: isRead ? `${of} read` : of }, make("b", {}, detail), " ", cardLink(text)),
  );
  return [make("ul", { class: "chips" }, ...items)];
}

/**
 * The note, and how sure it is and on what ground.
 * @param {Draft} own
 */
function lastLines({ keys, noteHtml }) {
  const lines = [];
  if (keys.note) {
    const note = make("div", { class: "note", dir: "auto" });
    note.innerHTML = noteHtml || ""; // made by the build's own Markdown, which shows raw HTML as text
    lines.push(note);
  }
  const basis = wordsFor("basis", keys.basis);
  const ground = basis && editorial.includes(keys.basis) ? t("read so by the editors") + ": " + basis : basis;
  const foot = [wordsFor("certainty", keys.certainty), ground].filter(Boolean);
  if (foot.length)
    lines.push(make("p", { class: "card-foot" }, ...foot.map((text) => make("span", {}, text))));
  return lines;
}

function renderCard() {
  if (!draft) return;
  const { keys, pieces } = draft;
  const passage = shortWords(pieces.map((piece) => piece.words).join(" … "), 64);
  const head = make(
    "p",
    { class: "card-head" },
    make("span", { class: "card-number" }, "•"),
    make("q", { class: "lead", dir: "auto" }, passage),
  );
  const old = parts.card.querySelector("details");
  const yaml = make("pre", { tabindex: "0", dir: "ltr" }, draft.yaml || "");
  const summary = make("summary", {}, t("What is written into {file}", { file: shown?.path || "" }));
  parts.card.replaceChildren(
    make("p", { class: "a-label" }, t("As it will be")),
    make(
      "div",
      { class: `card open ${kindOf(keys)}` },
      head,
      ...voiceLines(keys),
      ...chipLines(keys),
      ...lastLines(draft),
    ),
    make("details", { open: old?.open || false }, summary, yaml),
  );
}
function request() {
  const { keys, version, number, id, pieces, changesPassage, entries } = current();
  return {
    document: documentId,
    version,
    number,
    id,
    pieces: changesPassage ? pieces : null,
    ...keys,
    entries: used(entries),
  };
}
/**
 * Only those new entries that the annotation names.
 * @param {NewEntry[]} entries
 */
function used(entries) {
  const { keys } = current();
  /** @type {Record<Registry, string[]>} */
  const ids = {
    speakers: [keys.speaker, ...keys.via],
    claims: keys.claim.map((use) => use.id),
    figures: keys.figure.map((use) => use.id),
    topics: keys.topics,
  };
  return entries.filter((entry) => ids[entry.registry].includes(entry.id));
}
async function preview() {
  if (!draft) return;
  const mine = ++previewTurn;
  const body = request();
  if (!draft.hasOwnId) body.id = "";
  const { status: code, data } = await post("preview", body);
  if (!draft || mine !== previewTurn) return;
  const isBusy = parts.problem.querySelector(".a-confirm, .a-conflict, p:not(.a-passing)");
  if (code !== 200) {
    if (!isBusy) tell(data.problem, true);
    return;
  }
  if (!isBusy) tell("");
  const isUntouched = JSON.stringify(request()) === before;
  draft.noteHtml = data.note;
  draft.yaml = data.yaml;
  if (!draft.hasOwnId) {
    draft.id = data.id;
    const input = parts.more.querySelector(".a-id");
    if (input instanceof HTMLInputElement && document.activeElement !== input) input.value = data.id;
  }
  const hadNumbers = draft.numbers.length;
  draft.numbers = data.numbers;
  if (
    !hadNumbers &&
    data.numbers.length &&
    draft.shows.figure &&
    !parts.figure.contains(document.activeElement)
  )
    renderFigure();
  if (isUntouched) before = JSON.stringify(request());
  renderCard();
}

/* Saving */
async function save() {
  if (!draft || saveButton.disabled) return;
  if (!isFinished()) return;
  if (!shown) await load();
  if (!draft?.id) await preview();
  if (!draft?.id) return;
  saveButton.disabled = true;
  tell("");
  const { status: code, data } = await post("save", request());
  saveButton.disabled = false;
  if (!draft) return;
  if (code === 409) {
    showConflict(data);
    return;
  }
  if (code !== 200) {
    tell(data.problem);
    return;
  }
  finish(t("Saved: {id}", { id: data.id }), data.id);
}
/** Whether nothing was begun and left: a new entry is taken as it stands, a name that was only typed is asked about. */
function isFinished() {
  const own = current();
  const entry = panel.querySelector(".a-entry .a-use-entry");
  if (entry instanceof HTMLElement) entry.click();
  if (panel.querySelector(".a-entry")) return false; // which says what it lacks
  const bare = own.keys.figure.findIndex((use) => !use.value && !use.min && !use.max);
  if (bare >= 0) {
    own.shows.figure = true;
    renderKinds();
    renderFigure();
    tell(t("Fill in the number: a value, or a range."));
    focusOn(parts.figure.querySelectorAll(".a-value")[bare]);
    return false;
  }
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (
    panel.querySelectorAll("input[role='combobox']")
  );
  const typed = [...boxes].find((input) => input.value.trim() && !input.closest("[hidden]"));
  if (!typed) return true;
  tell(
    t("“{words}” was typed and not chosen: choose from the list, or empty the field.", {
      words: typed.value.trim(),
    }),
  );
  typed.focus();
  return false;
}
/** @param {string} words */
function finish(words, id = "") {
  try {
    sessionStorage.setItem("sitegen-done", JSON.stringify({ route, words, id, at: Date.now() }));
  } catch {
    /* then nothing is shown after loading */
  }
  const was = isStale;
  isStale = false;
  close({ force: true });
  announce(t("{done} — the page follows", { done: words }));
  load();
  if (was) document.dispatchEvent(new CustomEvent("sitegen:reload-now"));
}
function confirmDelete() {
  confirmIn(t("Delete this annotation?"), t("Delete"), remove);
}
async function remove() {
  const { version, number, oldId } = current();
  const { status: code, data } = await post("delete", { document: documentId, version, number });
  if (code === 409) {
    showConflict(data, true);
    return;
  }
  if (code !== 200) {
    tell(data.problem);
    return;
  }
  finish(t("Deleted: {id}", { id: oldId }));
}
async function undo() {
  isUndoing = true; // a page that is loaded again now would not hear the answer
  const { status: code, data } = await post("undo", { document: documentId }).finally(() => {
    isUndoing = false;
  });
  if (code !== 200) {
    announce(data.problem);
    if (isStale && !draft) {
      isStale = false;
      document.dispatchEvent(new CustomEvent("sitegen:reload-now"));
    }
    return;
  }
  const done = t("Taken back: {what}", { what: data.label });
  finish(done);
  announce(done);
}
/**
 * One side of a conflict: what was added and what was taken away.
 * @param {string} words
 * @param {string[]} lines
 */
function conflictSide(words, lines) {
  const kindOfLine = (/** @type {string} */ line) => ({ "+": "plus", "-": "minus" })[line[0]] || "";
  const shownLines = lines.map((line) => make("span", { class: kindOfLine(line) }, `${line}\n`));
  const text = make(
    "pre",
    { tabindex: "0", dir: "ltr" },
    ...(lines.length ? shownLines : [t("nothing") + "\n"]),
  );
  return make("section", {}, make("h3", {}, words), text);
}
/**
 * Save or delete after all, now that the file as it is was looked at.
 * @param {Conflict} data
 * @param {boolean} isDeletion
 */
async function tryAgain(data, isDeletion) {
  await load();
  const own = current();
  own.version = data.version;
  if (own.number !== null) {
    const found = shown?.annotations.find((annotation) => annotation.id === own.oldId);
    own.number = found ? found.number : null;
    if (!found && isDeletion) {
      close({ force: true });
      return;
    }
    if (!found) own.changesPassage = true;
  }
  tell("");
  if (isDeletion) remove();
  else save();
}
function keepTheirs() {
  isStale = true;
  close({ force: true });
}
/** @param {Conflict} data */
function showConflict(data, isDeletion = false) {
  const told = t(
    "The file was changed since this page was made. Nothing is lost: look at both, then choose.",
  );
  const again = make(
    "button",
    { type: "button", class: "a-primary", onclick: () => tryAgain(data, isDeletion) },
    isDeletion ? t("Delete it all the same") : t("Save mine as well"),
  );
  const drop = make("button", { type: "button", onclick: keepTheirs }, t("Keep the file, drop mine"));
  const sides = [
    conflictSide(t("Changed in the file"), data.theirs),
    conflictSide(t("What you would save"), data.mine),
  ];
  parts.problem.replaceChildren(
    make(
      "div",
      { class: "a-conflict" },
      make("p", {}, told),
      make("div", { class: "a-sides" }, ...sides),
      make("div", { class: "a-buttons" }, again, drop),
    ),
  );
  again.focus();
}

/* Following the site */
document.addEventListener("sitegen:reload", (event) => {
  if (!draft && !isUndoing) return;
  event.preventDefault();
  isStale = true;
  if (draft)
    parts.notice.replaceChildren(
      make(
        "p",
        {},
        t("The page was changed meanwhile. Go on: before saving, your change is compared with the file."),
      ),
    );
});
document.addEventListener("sitegen:built", load);
const TOLD_FOR = 5000; // milliseconds
function arrive() {
  let done = null;
  try {
    done = JSON.parse(sessionStorage.getItem("sitegen-done") || "null");
    // A page may be loaded again twice: for what was done, and for what was done just before it.
    if (done && Date.now() - done.at > TOLD_FOR) {
      done = null;
      sessionStorage.removeItem("sitegen-done");
    }
  } catch {
    /* nothing was done, or storage is closed */
  }
  if (!done || done.route !== route) return;
  announce(done.words);
  const marks = done.id ? document.querySelectorAll(`mark[data-annotations~='${done.id}']`) : [];
  for (const mark of [...marks, document.getElementById(`note_${done.id}`)]) mark?.classList.add("a-saved");
}
addEventListener("beforeunload", (event) => {
  if (draft && JSON.stringify(request()) !== before) event.preventDefault();
});
document.body.append(greeting, bar, bubble, adding, drafts.panel, panel);
arrive();
const wasLeft = drafts.wasLeft(); // before anything is chosen here, which may be while the document is asked for
load().then(() => {
  if (wasLeft && !draft) showDrafts(true);
});
