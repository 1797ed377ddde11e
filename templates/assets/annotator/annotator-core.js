/* What the annotator decides without a document: drafts, words, names. */

/** @type {Registry[]} */
const REGISTRIES = ["speakers", "claims", "figures", "topics"];

/**
 * How many code points a text has: the server counts these, the browser UTF-16 units.
 * @param {string} text
 */
function points(text) {
  let count = 0;
  for (const _ of text) count++; // eslint-disable-line no-unused-vars
  return count;
}

/**
 * The offset in UTF-16 units of an offset in code points.
 * @param {string} text
 * @param {number} count
 */
function unitsAt(text, count) {
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
function emptyKeys() {
  return structuredClone(INTERFACE.panel.keys);
}

/**
 * Pieces in the order of the text.
 * @param {Piece[]} pieces
 */
function inOrder(pieces) {
  return [...pieces].sort((one, other) => one.row - other.row || one.start - other.start);
}

/**
 * Whether two pieces have words in common.
 * @param {Piece} one
 * @param {Piece} other
 */
function overlap(one, other) {
  const [first, second] = inOrder([one, other]);
  return second.row < first.end_row || (second.row === first.end_row && second.start < first.end);
}

/**
 * What a passage is underlined as: the first that applies.
 * @param {AnnotationKeys} keys
 */
function kindOf(keys) {
  if (keys.figure.length) return "figure";
  if (keys.claim.length) return "claim";
  return keys.speaker ? "statement" : "note";
}

/**
 * A figure's reading as the card says it.
 * @param {Amount} use
 */
function amountText(use) {
  /** @type {(text: string) => string} */
  const number = (text) =>
    /^\d+$/.test(text) ? new Intl.NumberFormat(INTERFACE.attributes.lang).format(BigInt(text)) : text;
  const bounds =
    use.min && use.max
      ? `${number(use.min)}–${number(use.max)}`
      : use.min
        ? t("at least {number}", { number: number(use.min) })
        : use.max
          ? t("at most {number}", { number: number(use.max) })
          : "";
  /** @type {(text: string) => string} */
  const about = (text) => (use.approximate === "true" ? t("about {number}", { number: text }) : text);
  if (!use.value) return about(bounds || "…");
  return about(number(use.value)) + (bounds ? ` (${bounds})` : "");
}

/**
 * The words of a passage in a line: its beginning, and how it ends.
 * @param {string} text
 * @param {number} most
 */
function shortWords(text, most) {
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
function wordsIn(text, language) {
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
