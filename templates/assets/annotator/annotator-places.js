/* Places in the text: a selection on the page ↔ rows and code points, and selecting words by keys. */

import { elementOf } from "../js/core.js";
import { points, shortWords, unitsAt, wordsIn } from "./annotator-core.js";
import { t } from "./words.js";

/**
 * The cells that hold the text, one a row, in order; nothing else on the page is text of the document.
 * @returns {HTMLElement[]}
 */
function textCells() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#_text > .row > .text")]);
}

/** @param {HTMLElement} cell */
function rowOf(cell) {
  return Number(cell.dataset.row || cell.parentElement?.id.slice("row_".length));
}

/**
 * What a range covers of the text: a piece, or null for none. Notes between paragraphs are no text.
 * @param {Range} range
 * @param {HTMLElement[]} [cells]
 * @returns {Piece | null}
 */
export function pieceOf(range, cells = textCells()) {
  const parts = [];
  for (const cell of cells) {
    if (!range.intersectsNode(cell)) continue;
    const inner = document.createRange();
    inner.selectNodeContents(cell);
    if (cell.contains(range.startContainer)) inner.setStart(range.startContainer, range.startOffset);
    if (cell.contains(range.endContainer)) inner.setEnd(range.endContainer, range.endOffset);
    const words = inner.toString();
    if (!words) continue;
    const before = document.createRange();
    before.selectNodeContents(cell);
    before.setEnd(inner.startContainer, inner.startOffset);
    const start = points(before.toString());
    parts.push({ row: rowOf(cell), start, end: start + points(words), words });
  }
  while (parts.length && !parts[0].words.trim()) parts.shift();
  while (parts.length && !parts[parts.length - 1].words.trim()) parts.pop();
  if (!parts.length) return null;
  const last = parts[parts.length - 1];
  // Between the words of two rows the text has an empty line.
  return {
    row: parts[0].row,
    start: parts[0].start,
    end_row: last.row,
    end: last.end,
    words: parts.map((part) => part.words).join("\n\n"),
  };
}

/**
 * The DOM's position of an offset, in UTF-16 units, inside an element's text.
 * @param {Element} element
 * @param {number} units
 * @param {boolean} isEnd
 * @returns {[node: Node, units: number]}
 */
function positionIn(element, units, isEnd) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {[node: Node, units: number]} */
  let last = [element, 0];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (units < length || (isEnd && units === length)) return [node, units];
    units -= length;
    last = [node, length];
  }
  return last;
}

/**
 * The range of a piece; null where the page has no such rows.
 * @param {Piece} piece
 */
export function rangeOf(piece) {
  const at = (/** @type {number} */ number) => document.querySelector(`#row_${number} > .text`);
  const first = at(piece.row);
  const last = at(piece.end_row);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...positionIn(first, unitsAt(first.textContent || "", piece.start), false));
  range.setEnd(...positionIn(last, unitsAt(last.textContent || "", piece.end), true));
  return range;
}

/**
 * The selection's piece; null where nothing of the text is selected.
 * @param {HTMLElement[]} [cells]
 */
export function selectedPiece(cells = textCells()) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  return pieceOf(selection.getRangeAt(0), cells);
}

/**
 * The page's paragraphs.
 * @returns {HTMLElement[]}
 */
function pageBlocks() {
  const blocks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#_text .text [id^='p_']")]);
  return blocks.filter((block) => !block.querySelector("[id^='p_']") && block.textContent?.trim());
}

/**
 * Paragraphs and the words in them, by their numbers.
 * @param {HTMLElement[]} blocks
 */
function makeWords(blocks) {
  /** @type {Map<number, [start: number, end: number][]>} */
  const words = new Map();
  /** @type {(b: number) => [start: number, end: number][]} */
  const wordsOf = (b) => {
    const known = words.get(b);
    if (known) return known;
    const text = blocks[b].textContent || "";
    const language = blocks[b].closest("[lang]")?.getAttribute("lang") || undefined;
    const found = wordsIn(text, language);
    const own = found.length ? found : /** @type {[number, number][]} */ ([[0, text.length]]);
    words.set(b, own);
    return own;
  };
  /**
   * The word after or before a place, across paragraphs.
   * @param {WordAt} at
   * @param {number} by
   * @returns {WordAt}
   */
  function step([b, w], by) {
    if (wordsOf(b)[w + by]) return [b, w + by];
    if (!blocks[b + by]) return [b, w];
    return [b + by, by > 0 ? 0 : wordsOf(b + by).length - 1];
  }
  return { wordsOf, step };
}

/** @type {(one: WordAt, other: WordAt) => boolean} */
const isBefore = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

/**
 * The range from a word to another, or of a whole paragraph.
 * @param {HTMLElement[]} blocks
 * @param {ReturnType<typeof makeWords>["wordsOf"]} wordsOf
 * @param {WordAt} from
 * @param {WordAt} to
 * @param {boolean} isWhole
 */
function wordRange(blocks, wordsOf, from, to, isWhole) {
  const range = document.createRange();
  if (isWhole) range.selectNodeContents(blocks[from[0]]);
  else {
    range.setStart(...positionIn(blocks[from[0]], wordsOf(from[0])[from[1]][0], false));
    range.setEnd(...positionIn(blocks[to[0]], wordsOf(to[0])[to[1]][1], true));
  }
  return range;
}

/**
 * What is selected by keys in some paragraphs, and how it moves.
 * @param {HTMLElement[]} blocks
 * @param {(words: string) => void} announce
 */
function makeCursor(blocks, announce) {
  const { wordsOf, step } = makeWords(blocks);
  let from = /** @type {WordAt} */ ([0, 0]);
  let to = from;
  let isWhole = true;
  function show() {
    const range = wordRange(blocks, wordsOf, from, to, isWhole);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    const shown = blocks[to[0]];
    shown.scrollIntoView({ block: "nearest" });
    const words = shortWords(range.toString(), 120);
    announce(
      isWhole ? t("Paragraph {n} of {m}: {words}", { n: from[0] + 1, m: blocks.length, words }) : words,
    );
  }
  /** @param {number} b */
  function paragraph(b) {
    b = Math.max(0, Math.min(blocks.length - 1, b));
    isWhole = true;
    from = [b, 0];
    to = [b, wordsOf(b).length - 1];
    show();
  }
  /**
   * @param {number} by
   * @param {boolean} isLonger
   */
  function word(by, isLonger) {
    if (isLonger) {
      const next = step(to, by);
      if (!isBefore(next, from)) to = next;
    } else if (isWhole) from = to = by > 0 ? from : to;
    else from = to = step(by > 0 ? to : from, by);
    isWhole = false;
    show();
  }
  return {
    word,
    paragraph,
    isRtl: () => getComputedStyle(blocks[to[0]]).direction === "rtl",
    down: () => paragraph(isWhole ? from[0] + 1 : to[0]),
    up: () => paragraph(isWhole ? from[0] - 1 : from[0]),
  };
}

/**
 * Whether a key is of no use while words are selected.
 * @param {KeyboardEvent} event
 */
function isElsewhere(event) {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  return isChord || Boolean(elementOf(event).closest("input, textarea, select, button, #_annotator"));
}

/**
 * Selecting by keys: a paragraph first, then word by word. `find` gives the paragraphs.
 * `announce` is told what is selected; `choose` is called with Enter, `leave` with Escape.
 * @param {{ announce(words: string): void, choose(): void, leave(): void, find?(): HTMLElement[] }} told
 */
export function makeKeyboard({ announce, choose, leave, find = pageBlocks }) {
  let cursor = /** @type {ReturnType<typeof makeCursor> | null} */ (null);
  /** @param {KeyboardEvent} event */
  function press(event) {
    if (!cursor || isElsewhere(event)) return;
    const isRtl = cursor.isRtl();
    if (event.key === (isRtl ? "ArrowLeft" : "ArrowRight")) cursor.word(1, event.shiftKey);
    else if (event.key === (isRtl ? "ArrowRight" : "ArrowLeft")) cursor.word(-1, event.shiftKey);
    else if (event.key === "ArrowDown") cursor.down();
    else if (event.key === "ArrowUp") cursor.up();
    else if (event.key === "Enter") choose();
    else if (event.key === "Escape") {
      stop();
      leave();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  function start() {
    const blocks = find();
    if (!blocks.length) return;
    cursor = makeCursor(blocks, announce);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const top = blocks[0].closest(".a-text")?.getBoundingClientRect().top || 0;
    const visible = blocks.findIndex((block) => block.getBoundingClientRect().top >= top);
    cursor.paragraph(Math.max(0, visible));
  }
  function stop() {
    cursor = null;
  }
  document.addEventListener("keydown", press, true);
  return { start, stop, isOn: () => cursor !== null };
}
