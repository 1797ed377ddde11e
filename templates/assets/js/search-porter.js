/* English stems, as the build makes them (sitegen/search/porter.py says whose algorithm it is). */

export const stemEnglish = (() => {
  const consonants = "[^aeiou][^aeiouy]*";
  const vowels = "[aeiouy][aeiou]*";
  const head = `^(${consonants})?`;
  const hasMeasure = new RegExp(head + vowels + consonants);
  const hasMeasureOne = new RegExp(`${head + vowels + consonants}(${vowels})?$`);
  const hasMeasureTwo = new RegExp(head + vowels + consonants + vowels + consonants);
  const hasVowel = new RegExp(`${head}[aeiouy]`);
  const isShort = new RegExp(`^${consonants}[aeiouy][^aeiouwxy]$`);
  /** @param {string} text */
  const table = (text) =>
    text
      .split(" ")
      .map((pair) => /** @type {[string, string]} */ (pair.split(">")))
      .sort((a, b) => b[0].length - a[0].length);
  const step2 = table(
    "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e " +
      "ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive " +
      "biliti>ble logi>log",
  );
  const step3 = table("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
  const step4 = table(
    "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ou> ism> ate> iti> ous> ive> ize>",
  );

  /** @type {(word: string, suffix: string) => boolean} */
  const ends = (word, suffix) => word.length > suffix.length && word.endsWith(suffix);
  /** @type {(word: string, pairs: [string, string][]) => [string, string] | undefined} */
  const find = (word, pairs) => pairs.find((pair) => ends(word, pair[0]));

  /**
   * @param {string} word
   * @param {[string, string][]} pairs
   */
  function replace(word, pairs) {
    const found = find(word, pairs);
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
    const found = find(word, step4);
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

  return (/** @type {string} */ word) => {
    if (word.length < 3) return word;
    const startsY = word[0] === "y";
    if (startsY) word = `Y${word.slice(1)}`;
    word = endPast(endPlural(word));
    if (/.[^aeiou]y$/.test(word)) word = `${word.slice(0, -1)}i`;
    word = endE(endLong(replace(replace(word, step2), step3)));
    return startsY ? `y${word.slice(1)}` : word;
  };
})();
