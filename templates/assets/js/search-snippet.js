/* Snippets: the sentence of a passage in which the words stand, with the words marked. */

const SNIPPET = 240;
const NOT_FOUND = -1;
const BRIEF = 0.35;

const SPACELESS =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/**
 * @param {string} run
 * @param {number} from
 * @param {(pair: string) => string[]} lettersOf
 * @param {Set<string>[]} groups
 * @param {Mark[]} marks
 */
function markPairs(run, from, lettersOf, groups, marks) {
  const letters = [...run];
  let at = from;
  letters.forEach((letter, place) => {
    const next = letters[place + 1] || "";
    const [own = "", other = ""] = lettersOf(letter + next);
    const group = groups.findIndex((set) => set.has(own + other) || set.has(own));
    const end = at + letter.length + next.length;
    const last = marks.at(-1);
    if (group !== NOT_FOUND && last && last[1] >= at && last[1] > from) last[1] = Math.max(last[1], end);
    else if (group !== NOT_FOUND) marks.push([at, end, group]);
    at += letter.length;
  });
}

/**
 * Bounds of the sentences of a passage: [start, end].
 * @param {string} passage
 */
function sentencesOf(passage) {
  const ends = [0];
  for (const match of passage.matchAll(/[.!?…]+["”’»)\]]*\s+|[。！？؟۔।]+["”』」]*\s*|\n+/g))
    ends.push(match.index + match[0].length);
  ends.push(passage.length);
  return ends
    .slice(1)
    .map((end, at) => [ends[at], end])
    .filter(([start, end]) => end > start);
}

/**
 * The part of a passage to show: {start, end, marks}.
 * @param {string} passage
 * @param {Mark[]} marks
 */
function choose(passage, marks) {
  let best = [0, Math.min(passage.length, SNIPPET)];
  let most = -1;
  for (const [start, end] of sentencesOf(passage)) {
    const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end);
    const worth = new Set(inside.map((mark) => mark[2])).size * 100 + inside.length;
    if (worth > most) {
      most = worth;
      best = [start, end];
    }
  }
  let [start, end] = best;
  if (end - start > SNIPPET) [start, end] = narrow(passage, start, end, marks);
  else if (end - start < SNIPPET / 2)
    end = Math.max(end, cut(passage, Math.min(passage.length, start + SNIPPET)));
  return { start, end, marks: marks.filter((mark) => mark[0] >= start && mark[1] <= end) };
}

/**
 * A window on a long sentence that holds most of its marks.
 * @param {string} passage
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks
 * @returns {[start: number, end: number]}
 */
function narrow(passage, start, end, marks) {
  const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end);
  let from = start;
  let most = 0;
  for (const mark of inside) {
    const worth = new Set(
      inside.filter((one) => one[0] >= mark[0] && one[1] <= mark[0] + SNIPPET - 60).map((one) => one[2]),
    ).size;
    if (worth > most) {
      most = worth;
      from = Math.max(start, mark[0] - 50);
    }
  }
  if (from > start) from = passage.lastIndexOf(" ", from) + 1 || from;
  return [Math.max(from, start), cut(passage, Math.min(end, from + SNIPPET))];
}

/**
 * A place near one where a word ends.
 * @param {string} passage
 * @param {number} at
 */
function cut(passage, at) {
  if (at >= passage.length) return passage.length;
  const space = passage.lastIndexOf(" ", at);
  return space > at - 40 ? space : at;
}

/**
 * @param {Element} element
 * @param {string} passage
 * @param {Mark[]} marks
 * @param {number} at
 * @param {number} end
 */
function fill(element, passage, marks, at, end) {
  const found = /** @type {[group: number, word: string][]} */ ([]);
  for (const [from, to, group] of marks) {
    if (from < at) continue;
    const hit = document.createElement("mark");
    hit.textContent = passage.slice(from, to);
    element.append(passage.slice(at, from), hit);
    found.push([group, hit.textContent]);
    at = to;
  }
  element.append(passage.slice(at, end).trimEnd());
  return found;
}

/** @param {SearchText} text */
export function makeSnippets(text) {
  const words = new RegExp(text.pattern.source, "gu");

  /**
   * Where terms stand in a text: [start, end, which group], in order. `groups` are sets of terms.
   * @param {string} passage
   * @param {string} language
   * @param {Set<string>[]} groups
   */
  function marksOf(passage, language, groups) {
    const marks = /** @type {Mark[]} */ ([]);
    for (const match of passage.matchAll(words)) {
      const raw = match[0];
      if (SPACELESS.test(raw)) {
        markPairs(raw, match.index, (pair) => text.lettersOf(pair, language), groups, marks);
        continue;
      }
      const group = groupOf(raw, language, groups);
      if (group !== NOT_FOUND) marks.push([match.index, match.index + raw.length, group]);
    }
    return marks;
  }

  /** Which group a word belongs to; words come again and again, so that it is kept as long as the groups are. */
  /** @type {WeakMap<Set<string>[], Map<string, number>>} */
  const known = new WeakMap();
  /**
   * @param {string} word
   * @param {string} language
   * @param {Set<string>[]} groups
   * @returns {number}
   */
  function groupOf(word, language, groups) {
    const own = known.get(groups) || new Map();
    const key = `${language} ${word}`;
    known.set(groups, own);
    let group = own.get(key);
    if (group === undefined) {
      const terms = text.termsOf(word, language);
      group = groups.findIndex((set) => terms.some((term) => set.has(term)));
      own.set(key, group);
    }
    return group;
  }

  /**
   * Fill an element with a passage's snippet; the words found, as they are written, by group.
   * @param {Element} element
   * @param {string} passage
   * @param {string} language
   * @param {Set<string>[]} groups
   */
  function show(element, passage, language, groups) {
    const { start, end, marks } = choose(passage, marksOf(passage, language, groups));
    if (start) element.append("… ");
    const found = fill(element, passage, marks, start, end);
    if (end < passage.length) element.append(" …");
    return found;
  }

  /**
   * Fill an element with a whole text, its hits marked.
   * @type {(element: Element, whole: string, language: string, groups: Set<string>[]) => [group: number, word: string][]}
   */
  const mark = (element, whole, language, groups) =>
    fill(element, whole, marksOf(whole, language, groups), 0, whole.length);

  /**
   * How many of some tokens stand in a text as they are, but for case and accents; a short text is worth more.
   * @param {string} words
   * @param {string} language
   * @param {string[]} tokens
   */
  function typedIn(words, language, tokens) {
    const all = text.tokensOf(words, language).map(text.foldWord);
    const own = new Set(all);
    return tokens.filter((token) => own.has(token)).length - BRIEF * Math.log(1 + all.length);
  }

  return { show, mark, marksOf, typedIn };
}
