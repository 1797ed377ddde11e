/* Terms of a text, as the build makes them (sitegen/search/fold.py, stemmers.py, terms.py). What both
 * sides must agree on by value (character classes, stop words, scripts) comes from the build. */

import { stemEnglish } from "./search-porter.js";

const TOKENS =
  /\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:[.,'’٫٬_]\p{Nd}+)+|[\p{L}\p{N}\p{M}_]+(?:['’ʼ.·‐-][\p{L}\p{N}\p{M}_]+)*/gu;
const IS_NUMBER = /^(?:\p{Nd}+(?:[.,'’٫٬_]\p{Nd}+)+|\p{Nd}{1,3}(?: \p{Nd}{3})+)$/u;
const IS_PLAIN = /^[a-z0-9]+$/;

/**
 * How texts and words are folded.
 * @param {TextSettings} settings
 */
function makeFolding(settings) {
  const divided = new RegExp(settings.divided, "gu");
  const invisible = new RegExp(settings.invisible, "gu");
  const marks = new RegExp(settings.marks, "gu");
  const letters = new Map(settings.letters);

  /**
   * @param {string} text
   * @param {string} language
   */
  function foldText(text, language) {
    text = text.replace(divided, "-").replace(invisible, "").normalize("NFKC");
    if (language === "tr" || language === "az") text = text.replace(/İ/g, "i").replace(/I/g, "ı");
    return text.toLowerCase();
  }

  /** @param {string} word */
  function foldWord(word) {
    if (IS_PLAIN.test(word)) return word;
    let bare = "";
    for (const letter of word.normalize("NFD").replace(marks, "$1")) bare += letters.get(letter) || letter;
    return bare.normalize("NFC").replace(/\p{Nd}/gu, digitOf);
  }

  return { foldText, foldWord };
}

/**
 * Which stemmer a word has, by its script and the language of its document.
 * @param {TextSettings} settings
 * @param {ReturnType<typeof makeFolding>} folding
 */
function makeStemming(settings, { foldText, foldWord }) {
  /** @type {[string, RegExp][]} */
  const scripts = settings.scripts.map(([name, ranges]) => [name, new RegExp(`^[${ranges}]`, "u")]);
  /** @type {Record<string, (word: string) => string>} */
  const stemmers = { "": (word) => word, [settings.english]: stemEnglish };

  /** @param {string} word */
  function scriptOf(word) {
    for (const [name, range] of scripts) if (range.test(word)) return name;
    return "other";
  }

  /**
   * @param {string} script
   * @param {string} language
   */
  function algorithmOf(script, language) {
    const [own, algorithm] = settings.languages[language] || ["latin", ""];
    return own === script ? algorithm : settings.defaults[script];
  }

  /** @type {(part: string, language: string) => string} */
  const algorithmFor = (part, language) => algorithmOf(scriptOf(part), language);

  /** @param {string} algorithm */
  function stemmerOf(algorithm) {
    if (!stemmers[algorithm]) {
      const name = `${algorithm[0].toUpperCase() + algorithm.slice(1)}Stemmer`;
      /** @type {{ new (): Snowball } | undefined} */
      const Stemmer = /** @type {any} */ (globalThis)[name];
      if (!Stemmer) return stemmers[""]; // no document has words of this script
      const snowball = new Stemmer();
      stemmers[algorithm] = (word) => snowball.stemWord(word);
    }
    return stemmers[algorithm];
  }

  /**
   * @param {string} part
   * @param {string} language
   */
  function stem(part, language) {
    const algorithm = algorithmFor(part, language);
    return algorithm === "turkish"
      ? foldWord(stemmerOf(algorithm)(part))
      : stemmerOf(algorithm)(foldWord(part));
  }

  /**
   * The Snowball algorithms that a text's words may need, by its scripts.
   * @param {string} text
   */
  function algorithmsFor(text) {
    const needed = new Set();
    const folded = foldText(text, "");
    for (const [script, range] of settings.scripts) {
      if (!new RegExp(`[${range}]`, "u").test(folded)) continue;
      for (const language of Object.keys(settings.languages)) needed.add(algorithmOf(script, language));
    }
    return [...needed].filter((name) => !stemmers[name]);
  }

  return { stem, algorithmFor, algorithmsFor };
}

/** @type {(piece: string) => string[]} */
const piecesOf = (piece) => piece.replace(/[’ʼ]/g, "'").split(/([.·_‐-])/);

/**
 * The parts and the terms of a word.
 * @param {TextSettings} settings
 * @param {(word: string) => string} foldWord
 * @param {ReturnType<typeof makeStemming>} stemming
 */
function makeWordTerms(settings, foldWord, { stem, algorithmFor }) {
  const stop = new Set(settings.stop.split(" "));
  const elisions = new Set(settings.elisions.split(" "));

  /** @type {(text: string) => string} */
  const cut = (text) =>
    text.length > settings.longest ? [...text].slice(0, settings.longest).join("") : text;

  /**
   * @param {string} part
   * @param {string} language
   */
  function term(part, language) {
    part = cut(part);
    if (stop.has(part) && algorithmFor(part, language) === settings.english) return "";
    return stem(part, language);
  }

  /**
   * @param {string[]} parts
   * @param {string[]} joints
   * @param {string} language
   */
  function whole(parts, joints, language) {
    if (parts.every(isLetter)) return cut(foldWord(parts.join("")));
    if (joints.some((joint) => joint === "." || joint === "_")) {
      return cut(foldWord(parts.join(joints.includes("_") ? "_" : ".")));
    }
    return stem(cut(parts.join("")), language);
  }

  /** @param {string} part */
  function bare(part) {
    part = part.replace(/^'+|'+$/g, "");
    if (part.endsWith("'s")) return part.slice(0, -2);
    const at = part.indexOf("'");
    if (at >= 0 && elisions.has(part.slice(0, at))) part = part.slice(at + 1);
    return part.replace(/'/g, "");
  }

  /** @param {string} piece */
  const partsOf = (piece) =>
    piecesOf(piece)
      .filter((_, at) => at % 2 === 0)
      .map(bare)
      .filter(Boolean);

  /**
   * [the compound as one term or "", its parts' terms]
   * @param {string} piece
   * @param {string} language
   * @returns {[whole: string, parts: string[]]}
   */
  function wordTerms(piece, language) {
    const pieces = piecesOf(piece);
    const parts = partsOf(piece);
    const one =
      parts.length > 1
        ? whole(
            parts,
            pieces.filter((_, at) => at % 2),
            language,
          )
        : "";
    if (one && parts.every(isLetter)) return ["", [one]];
    return [one, parts.map((part) => term(part, language)).filter(Boolean)];
  }

  return { wordTerms, partsOf };
}

/**
 * A function that gives the letters of a run in a script without spaces, folded; Chinese ones simplified.
 * @param {TextSettings} settings
 * @param {(word: string) => string} foldWord
 */
function makeLettersOf({ chinese, traditional, simplified }, foldWord) {
  const simple = new Map([...traditional].map((letter, at) => [letter, simplified[at]]));
  return (/** @type {string} */ run, /** @type {string} */ language) => {
    const letters = [...foldWord(run)];
    return chinese.includes(language) ? letters.map((letter) => simple.get(letter) || letter) : letters;
  };
}

/** @param {string[]} letters */
function pairs(letters) {
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, at) => letters[at] + letter);
}

/**
 * @param {string} token
 * @param {(word: string) => string} foldWord
 * @returns {[whole: string, parts: string[]]}
 */
function numberTerms(token, foldWord) {
  const runs = (token.match(/\p{Nd}+/gu) || []).map(foldWord);
  const joints = token.split(/\p{Nd}+/u).slice(1, -1);
  /** @param {string} joint */
  const isDecimal = (joint) => ".,٫".includes(joint);
  if (joints[0] === " ") return [runs.join(""), runs];
  let same = joints.findIndex((joint) => joint !== joints[0]);
  if (same < 0) same = joints.length;
  const rest = joints.slice(same);
  const groups = runs.slice(1, same);
  const isGrouped =
    runs[0].length <= 3 &&
    runs[0][0] !== "0" &&
    runs[same].length === 3 &&
    groups.every((run) => run.length === 2 || run.length === 3) &&
    (!rest.length || (rest.length === 1 && isDecimal(rest[0])));
  if (isGrouped) return ["", [[runs.slice(0, same + 1).join(""), ...runs.slice(same + 1)].join(".")]];
  if (runs.length === 2 && isDecimal(joints[0])) return ["", [runs.join(".")]];
  return ["", runs];
}

/** @param {TextSettings} settings */
export function makeText(settings) {
  const folding = makeFolding(settings);
  const { foldText, foldWord } = folding;
  const stemming = makeStemming(settings, folding);
  const { algorithmsFor } = stemming;
  const lettersOf = makeLettersOf(settings, foldWord);
  const { wordTerms, partsOf } = makeWordTerms(settings, foldWord, stemming);
  const spaceless = new RegExp(`([${settings.spaceless}]+)`, "u");
  /**
   * [the token as one term or "", the terms of its parts], in a document of that language
   * @param {string} token
   * @param {string} language
   * @returns {[whole: string, parts: string[]]}
   */
  function tokenTerms(token, language) {
    if (IS_NUMBER.test(token)) return numberTerms(token, foldWord);
    /** @type {[string, string[]][]} */
    const found = token
      .split(spaceless)
      .map((piece, at) =>
        at % 2 ? ["", pairs(lettersOf(piece, language))] : piece ? wordTerms(piece, language) : ["", []],
      );
    return found.length === 1
      ? found[0]
      : ["", found.flatMap(([one, parts]) => (one ? [one, ...parts] : parts))];
  }

  /** @type {(text: string, language: string) => string[]} */
  const tokensOf = (text, language) => foldText(text, language).match(TOKENS) || [];

  /**
   * @param {string} text
   * @param {string} language
   */
  function termsOf(text, language) {
    return tokensOf(text, language).flatMap((token) => {
      const [one, parts] = tokenTerms(token, language);
      return one ? [one, ...parts] : parts;
    });
  }

  /**
   * A text's words as phrases are compared: folded as in the index, and no stems. Twice, since a hyphen may part words
   * ("well-known" has "known") or be no part of one ("e-mail", a word that the end of a line divides).
   * @param {string} passage
   * @param {string} language
   * @returns {[apart: string, joined: string]}
   */
  function phraseForms(passage, language) {
    const apart = /** @type {string[]} */ ([]);
    const joined = /** @type {string[]} */ ([]);
    for (const token of tokensOf(passage, language)) {
      if (IS_NUMBER.test(token)) {
        const [one, runs] = numberTerms(token, foldWord);
        apart.push(one || runs.join(" "));
        joined.push(one || runs.join(" "));
        continue;
      }
      for (const [at, piece] of token.split(spaceless).entries()) {
        const parts = at % 2 ? lettersOf(piece, language) : partsOf(piece).map(foldWord);
        apart.push(...parts);
        if (at % 2) joined.push(...parts);
        else if (parts.length) joined.push(parts.join(""));
      }
    }
    return [` ${apart.join(" ")} `, ` ${joined.join(" ")} `];
  }

  return {
    phraseForms,
    lettersOf,
    algorithmsFor,
    tokensOf,
    tokenTerms,
    termsOf,
    foldText,
    foldWord,
    pattern: TOKENS,
  };
}

/** @type {(part: string) => boolean} */
const isLetter = (part) => [...part].length === 1;

/**
 * The value of a decimal digit of any script: each script's ten stand together, nought first.
 * @param {string} digit
 */
function digitOf(digit) {
  const code = digit.codePointAt(0) || 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}
