/* What the annotator decides without a document: drafts, words, names. */

import { INTERFACE, t } from "./words.js";

/** @type {Registry[]} */
export const REGISTRIES = ["speakers", "claims", "figures", "topics"];

/**
 * How many code points a text has: the server counts these, the browser UTF-16 units.
 * @param {string} text
 */
export function points(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * The offset in UTF-16 units of an offset in code points.
 * @param {string} text
 * @param {number} count
 */
export function unitsAt(text, count) {
  let units = 0;
  for (const character of text) {
    if (count-- <= 0) break;
    units += character.length;
  }
  return units;
}

/**
 * A draft about nothing yet: all keys of the format.
 * @returns {AnnotationKeys}
 */
export function emptyKeys() {
  return structuredClone(INTERFACE.panel.keys);
}

/**
 * Pieces in the order of the text.
 * @param {Piece[]} pieces
 */
export function inOrder(pieces) {
  return [...pieces].sort((one, other) => one.row - other.row || one.start - other.start);
}

/**
 * Whether two pieces have words in common.
 * @param {Piece} one
 * @param {Piece} other
 */
export function overlap(one, other) {
  const [first, second] = inOrder([one, other]);
  return second.row < first.end_row || (second.row === first.end_row && second.start < first.end);
}

/**
 * What a passage is underlined as: the first that applies.
 * @param {AnnotationKeys} keys
 */
export function kindOf(keys) {
  if (keys.figure.length) return "figure";
  if (keys.claim.length) return "claim";
  return keys.speaker ? "statement" : "note";
}

/**
 * A number as the site's language writes it, with its own decimals; what is no number yet stays as it was typed.
 * @param {string} text
 */
function numberText(text) {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const digits = (text.split(".")[1] || "").length;
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(INTERFACE.attributes.lang, form).format(/** @type {any} */ (text)); // text: exact at any length
}

/**
 * A range, or the one bound there is; in words where a dash would be read as a sign, or stands beside a value.
 * @param {Amount} use
 */
function boundsText({ value, min, max }) {
  const low = min && numberText(min);
  const high = max && numberText(max);
  if (low && high) {
    if (Number(min) === Number(max)) return low;
    return value || Number(min) < 0 || Number(max) < 0
      ? t("{low} to {high}", { low, high })
      : `${low}–${high}`;
  }
  if (low) return t("at least {number}", { number: low });
  return high ? t("at most {number}", { number: high }) : "";
}

/**
 * A figure's reading as the card says it, and as the build will: sitegen/words/numbers.py.
 * @param {Amount} use
 */
export function amountText(use) {
  const bounds = boundsText(use);
  /** @type {(text: string) => string} */
  const about = (text) => (use.approximate === "true" ? t("about {number}", { number: text }) : text);
  if (!use.value) return about(bounds || "…");
  return about(numberText(use.value)) + (bounds ? ` (${bounds})` : "");
}

/**
 * The words of a passage in a line: its beginning, and how it ends.
 * @param {string} text
 * @param {number} most
 */
export function shortWords(text, most) {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  if (characters.length <= most) return characters.join("");
  return (
    characters.slice(0, Math.ceil(most * 0.65)).join("") +
    " … " +
    characters.slice(-Math.floor(most * 0.3)).join("")
  );
}

/**
 * The words of a text as [start, end] pairs, in any script.
 * @param {string} text
 * @param {string | undefined} language
 * @returns {[start: number, end: number][]}
 */
export function wordsIn(text, language) {
  let segmenter;
  try {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    segmenter = new Intl.Segmenter("en", { granularity: "word" });
  }
  return [...segmenter.segment(text)]
    .filter((part) => part.isWordLike)
    .map((part) => [part.index, part.index + part.segment.length]);
}
