/* English stems, as the build makes them (sitegen/search/porter.py says whose algorithm it is). */

const consonants = "[^aeiou][^aeiouy]*";
const vowels = "[aeiouy][aeiou]*";
const onset = `^(${consonants})?`;
const hasMeasure = new RegExp(onset + vowels + consonants);
const hasMeasureOne = new RegExp(`${onset + vowels + consonants}(${vowels})?$`);
const hasMeasureTwo = new RegExp(onset + vowels + consonants + vowels + consonants);
const hasVowel = new RegExp(`${onset}[aeiouy]`);
const isShort = new RegExp(`^${consonants}[aeiouy][^aeiouwxy]$`);
/** @param {string} text */
const stepOf = (text) =>
  text
    .split(" ")
    .map((pair) => /** @type {[string, string]} */ (pair.split(">")))
    .sort((a, b) => b[0].length - a[0].length);
const step2 = stepOf(
  "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e " +
    "ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive " +
    "biliti>ble logi>log",
);
const step3 = stepOf("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
const step4 = stepOf(
  "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ou> ism> ate> iti> ous> ive> ize>",
);

/** @type {(word: string, suffix: string) => boolean} */
const ends = (word, suffix) => word.length > suffix.length && word.endsWith(suffix);
/** @type {(word: string, pairs: [string, string][]) => [string, string] | undefined} */
const findEnd = (word, pairs) => pairs.find((pair) => ends(word, pair[0]));

/**
 * @param {string} word
 * @param {[string, string][]} pairs
 */
function replaceEnd(word, pairs) {
  const found = findEnd(word, pairs);
  if (!found) return word;
  const base = word.slice(0, -found[0].length);
  return hasMeasure.test(base) ? base + found[1] : word;
}

/** @param {string} word */
function endPlural(word) {
  if (ends(word, "sses") || ends(word, "ies")) return word.slice(0, -2);
  return word.length > 2 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** @param {string} word */
function endPast(word) {
  if (ends(word, "eed")) return hasMeasure.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const base = ends(word, "ed") ? word.slice(0, -2) : ends(word, "ing") ? word.slice(0, -3) : "";
  if (!hasVowel.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return isShort.test(base) ? `${base}e` : base;
}

/** @param {string} word */
function endLong(word) {
  const found = findEnd(word, step4);
  const base = found
    ? word.slice(0, -found[0].length)
    : ends(word, "sion") || ends(word, "tion")
      ? word.slice(0, -3)
      : "";
  return base && hasMeasureTwo.test(base) ? base : word;
}

/** @param {string} word */
function endE(word) {
  if (ends(word, "e")) {
    const base = word.slice(0, -1);
    if (hasMeasureTwo.test(base) || (hasMeasureOne.test(base) && !isShort.test(base))) word = base;
  }
  return /ll$/.test(word) && hasMeasureTwo.test(word) ? word.slice(0, -1) : word;
}

/**
 * The stem of an English word in lower case.
 * @param {string} word
 */
export function stemEnglish(word) {
  if (word.length < 3) return word;
  const startsY = word[0] === "y";
  if (startsY) word = `Y${word.slice(1)}`;
  word = endPast(endPlural(word));
  if (/.[^aeiou]y$/.test(word)) word = `${word.slice(0, -1)}i`;
  word = endE(endLong(replaceEnd(replaceEnd(word, step2), step3)));
  return startsY ? `y${word.slice(1)}` : word;
}
