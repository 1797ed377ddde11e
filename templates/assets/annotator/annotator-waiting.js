/* Passages that have lost their place: shown one by one, each placed by a person. On every page, since the site may not be there yet. */

import { elementOf } from "../js/core.js";
import { pageKeys } from "../js/keys.js";
import { asking } from "./annotator-asking.js";
import { make } from "./annotator-fields.js";
import { makeKeyboard, selectedPiece } from "./annotator-places.js";
import { INTERFACE, t } from "./words.js";

const dialog = make("dialog", {
  id: "_annotator_waiting",
  class: "annotator",
  "aria-labelledby": "_annotator_waiting_title",
  ...INTERFACE.attributes,
});
const title = make("h2", { id: "_annotator_waiting_title" });
const status = make("p", { class: "a-status", role: "status" });
const problem = make("p", { class: "a-inline-problem", role: "alert" });
const body = make("div", { class: "a-body" });
const undoButton = make("button", { type: "button", hidden: true, onclick: undo });
let cells = /** @type {HTMLElement[]} */ ([]);
let confirm = () => {
  // nothing is chosen yet
};
const keyboard = makeKeyboard({
  find: () => cells,
  announce: (words) => {
    status.textContent = t("Selected: {words}", { words });
  },
  choose: () => {
    keyboard.stop();
    confirm();
  },
  leave: () => getSelection()?.removeAllRanges(),
});
let documents = /** @type {string[]} */ ([]);
let later = /** @type {Set<string>} */ (new Set());
let answers = /** @type {(Piece | null)[]} */ ([]);
let at = 0;
let piece = 0;
let isStale = false;
/** @type {Waiting} */
let shown = { id: "", title: "", path: "", language: "", state: "", undo: "", lost: [], question: null };
const mayUndo = new Set(); // documents in which something was decided here
dialog.append(
  make(
    "div",
    { class: "a-head" },
    title,
    make(
      "button",
      { type: "button", class: "a-close", "aria-label": t("Close"), onclick: () => dialog.close() },
      "×",
    ),
  ),
  body,
  make("div", { class: "a-foot" }, problem, make("div", { class: "a-buttons" }, status, undoButton)),
);

/* The way in: a button in the message that says why the site could not be built */
document.addEventListener("sitegen:problem", ({ detail }) => {
  documents = detail.waiting || [];
  if (!detail.overlay || !documents.length) return;
  const button = make(
    "button",
    { type: "button", class: "a-primary a-place-them", onclick: () => open() },
    t("Show the passages that lost their place"),
  );
  detail.overlay.querySelector("pre")?.before(make("p", { class: "annotator" }, button));
});
document.addEventListener("sitegen:reload", (event) => {
  if (dialog.open) {
    event.preventDefault();
    isStale = true;
  }
});
dialog.addEventListener("close", () => {
  if (isStale) document.dispatchEvent(new CustomEvent("sitegen:reload-now"));
});

async function open() {
  later = new Set();
  at = 0;
  status.textContent = "";
  document.body.append(dialog);
  dialog.showModal();
  await load();
}
const putOffIn = (/** @type {string} */ id) =>
  [...later].filter((key) => key.startsWith(`${id}#`)).map((key) => key.slice(id.length + 1));
/** The next document with a question, or word that there is none. */
async function load() {
  problem.textContent = "";
  for (; at < documents.length; at++) {
    const { status: code, data } = await asking.get("waiting", {
      id: documents[at],
      later: putOffIn(documents[at]).join(" "),
    });
    if (code !== 200) {
      problem.textContent = data.problem;
      continue;
    }
    if (take(data)) return;
  }
  finish();
}
/**
 * Show a document's question; false where it has none.
 * @param {Waiting} data
 */
function take(data) {
  shown = data;
  undoButton.hidden = !data.undo || !mayUndo.has(data.id);
  undoButton.textContent = t("Undo: {what}", { what: data.undo });
  const { question } = data;
  if (!question) return false;
  answers = question.pieces.map(({ placed }) => placed);
  piece = answers.indexOf(null);
  ask(question);
  return true;
}
function finish() {
  title.textContent = later.size ? t("Put off: {n}", { n: later.size }) : t("Every passage has its place");
  body.replaceChildren(
    make(
      "p",
      {},
      later.size
        ? t("The site is built again once these have their places too.")
        : t("The site is being built again."),
    ),
    make(
      "div",
      { class: "a-buttons" },
      later.size
        ? make("button", { type: "button", class: "a-primary", onclick: open }, t("Look at them again"))
        : "",
      make("button", { type: "button", onclick: () => dialog.close() }, t("Close")),
    ),
  );
  body.querySelector("button")?.focus();
}

/* One question */
/** @param {Question} question */
function ask(question) {
  const { was, choices } = question.pieces[piece];
  const number = shown.lost.indexOf(question.id) + 1;
  title.textContent = t("Where is this passage now?");
  const about = [...question.about.speakers, ...question.about.claims, ...question.about.figures];
  const pieces =
    question.pieces.length > 1
      ? " · " + t("piece {n} of {m}", { n: piece + 1, m: question.pieces.length })
      : "";
  body.replaceChildren(
    make(
      "p",
      { class: "a-intro" },
      make("bdi", {}, shown.title),
      " · " + t("{n} of {m}", { n: number, m: shown.lost.length }) + pieces,
    ),
    make(
      "p",
      {},
      make("b", { dir: "auto" }, question.id),
      ...(about.length ? [" — ", make("bdi", {}, about.join(" · "))] : []),
    ),
    make("h3", {}, t("What was annotated")),
    quote(
      make("span", { class: "a-context" }, was.before),
      make("span", { class: "a-was" }, was.words),
      make("span", { class: "a-context" }, was.after),
    ),
    make(
      "h3",
      {},
      choices.length
        ? t("What it may be in the text as it is now")
        : t("Nothing in the text is much like it"),
    ),
    make(
      "ol",
      { class: "a-places" },
      ...choices.map((found, i) => make("li", {}, option(question, found, i))),
    ),
    choices.length
      ? make("p", { class: "a-legend" }, make("del", {}, t("taken out")), " ", make("ins", {}, t("put in")))
      : "",
    make(
      "div",
      { class: "a-buttons" },
      make(
        "button",
        { type: "button", onclick: () => chooseWords(question) },
        t("Choose the words in the text"),
      ),
      make(
        "button",
        { type: "button", "aria-keyshortcuts": "l", onclick: () => putOff(question) },
        t("Later"),
        " ",
        make("kbd", {}, "l"),
      ),
      make(
        "button",
        { type: "button", class: "a-danger", onclick: () => confirmDelete(question) },
        t("It is not there any more"),
      ),
    ),
  );
  body.scrollTop = 0;
  body.querySelector("button")?.focus({ preventScroll: true });
}
const percent = new Intl.NumberFormat(INTERFACE.attributes.lang, { style: "percent" });
const quote = (/** @type {Node[]} */ ...parts) =>
  make("span", { class: "a-quote", lang: shown.language, dir: "auto" }, ...parts);
const SEGMENTS = /** @type {const} */ ({ same: "span", gone: "del", new: "ins" });
const segments = (/** @type {Segment[]} */ parts) =>
  parts.map(([kind, words]) => make(SEGMENTS[kind], {}, words));
/**
 * @param {Question} question
 * @param {PlaceChoice} found
 * @param {number} i
 */
function option(question, found, i) {
  return make(
    "button",
    {
      type: "button",
      class: "a-option",
      "aria-keyshortcuts": String(i + 1),
      onclick: () => answer(question, found.piece),
    },
    make(
      "span",
      { class: "a-place" },
      make("kbd", {}, String(i + 1)),
      " ",
      t("paragraph {n}, {likeness} like it", {
        n: found.paragraph,
        likeness: percent.format(found.likeness),
      }),
    ),
    quote(
      make("span", { class: "a-context" }, ...segments(found.before)),
      make("span", { class: "a-was" }, ...segments(found.words)),
      make("span", { class: "a-context" }, ...segments(found.after)),
    ),
    make("span", { class: "a-use" }, t("This is it")),
  );
}
/**
 * @param {Question} question
 * @param {Piece} place
 */
function answer(question, place) {
  answers[piece] = place;
  piece = answers.indexOf(null);
  if (piece >= 0) ask(question);
  else decide(question, answers);
}
/**
 * @param {Question} question
 * @param {(Piece | null)[] | null} pieces
 */
async function decide(question, pieces) {
  problem.textContent = "";
  const { status: code, data } = await asking.post("decide", {
    document: shown.id,
    state: shown.state,
    id: question.id,
    pieces,
    later: putOffIn(shown.id),
  });
  if (code !== 200) {
    await load();
    problem.textContent = data.problem;
    return;
  }
  const values = { id: question.id, file: data.path };
  mayUndo.add(shown.id);
  status.textContent = !pieces
    ? t("Deleted: {id}", values)
    : data.hasLock
      ? t("Placed: {id}. Written into {file} and its lock.", values)
      : t("Placed: {id}. Written into {file}.", values);
  if (!take(data)) {
    at++;
    load();
  }
}
/** @param {Question} question */
function putOff(question) {
  later.add(`${shown.id}#${question.id}`);
  load();
}
/** @param {Question} question */
function confirmDelete(question) {
  const yes = make(
    "button",
    { type: "button", class: "a-danger", onclick: () => decide(question, null) },
    t("Delete"),
  );
  body.replaceChildren(
    make(
      "p",
      {},
      t("Delete the annotation {id} from {file}? It can be taken back.", {
        id: question.id,
        file: shown.path,
      }),
    ),
    make(
      "div",
      { class: "a-buttons" },
      yes,
      make("button", { type: "button", onclick: () => ask(question) }, t("Back")),
    ),
  );
  yes.focus();
}
async function undo() {
  const { status: code, data } = await asking.post("undo", { document: shown.id });
  if (code !== 200) {
    problem.textContent = data.problem;
    return;
  }
  status.textContent = t("Taken back: {what}", { what: data.label });
  if (!documents.includes(shown.id)) documents.push(shown.id);
  at = documents.indexOf(shown.id);
  load();
}

/* Choosing the words oneself, in the text as it is now */
/** @param {Question} question */
async function chooseWords(question) {
  const { status: code, data } = await asking.get("text", { id: shown.id });
  if (code !== 200) {
    problem.textContent = data.problem;
    return;
  }
  status.textContent = "";
  cells = data.rows.map((words, i) => make("p", { "data-row": i + 1 }, words));
  const text = make(
    "div",
    {
      class: "a-text",
      tabindex: "0",
      role: "region",
      "aria-label": t("The text"),
      lang: data.language,
      dir: "auto",
    },
    ...cells,
  );
  const use = make(
    "button",
    { type: "button", class: "a-primary", disabled: true, onclick: () => confirm() },
    t("Use the selected words"),
  );
  confirm = () => {
    const chosen = selectedPiece(cells);
    if (!chosen) return;
    keyboard.stop();
    answer(question, chosen);
  };
  const chosen = () => {
    if (text.isConnected) use.disabled = !selectedPiece(cells);
    else document.removeEventListener("selectionchange", chosen);
  };
  document.addEventListener("selectionchange", chosen);
  body.replaceChildren(
    make("p", {}, t("Select the words that the annotation is about.")),
    text,
    make(
      "div",
      { class: "a-buttons" },
      use,
      make(
        "button",
        { type: "button", "aria-keyshortcuts": "a", onclick: () => keyboard.start() },
        t("Select by keyboard"),
        " ",
        make("kbd", {}, "a"),
      ),
      make(
        "button",
        {
          type: "button",
          onclick: () => {
            keyboard.stop();
            ask(question);
          },
        },
        t("Back"),
      ),
    ),
  );
  const near = question.pieces[piece].choices[0];
  if (near) cells[near.piece.row - 1]?.scrollIntoView({ block: "center" });
  text.focus({ preventScroll: true });
}
dialog.addEventListener("keydown", (event) => {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    !pageKeys.areOn() ||
    elementOf(event).closest("input, textarea")
  )
    return;
  const key = pageKeys.nameOf(event);
  if (!/^[1-9al]$/.test(key)) return;
  const button = /** @type {HTMLElement | null} */ (body.querySelector(`[aria-keyshortcuts='${key}']`));
  if (!button) return;
  button.click();
  event.preventDefault();
});
