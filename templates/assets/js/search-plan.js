/* What a reader's words mean: which queries are put to the index, and in which order their answers stand.
 *
 * Free text goes through four steps, each only where those before gave fewer than ENOUGH: all words; the last as
 * the beginning of a word; near spellings for words that the index does not have; any of the words. The first
 * DEPTH answers are then put in order of how much of the query stands together in one passage. */

import { OPTIONAL, PROHIBITED, parseQuery, REQUIRED } from "./search-lunr.js";
import { stemEnglish } from "./search-porter.js";

const ENOUGH = 10;
const DEPTH = 100;
const NEAR_MOST = 12;
export const PHRASES_MOST = 200;
// How well another term stands for a word: one that it begins, one near it, one that it goes on from.
const BEGUN = 0.95;
const NEAR = [0, 0.9, 0.7];
const STEM = 0.8;
const STEM_LEAST = 4;
const ENDING_MOST = 5;
// Words that ask and that no answer must have: where no page has them all, the others are asked for.
const ASKING =
  "how many much which who what when where why combien quel quelle qui quand wie viele wer wann wo warum cuántos quién cuándo dónde сколько кто что когда где كم من متى kaç kim";
// Among passages that cover the query as well: how many there are, how long the page is, Lunr's own order.
const MANY = 1;
const SHORT = 0.5;
const EARLY = 0.5;
/** @type {(text: string, fields: string[]) => boolean} */
const isOperator = (text, fields) =>
  new RegExp(
    `(^|\\s)[+-](?=[^\\s+-])|[^\\s]\\*|\\*[^\\s]|[^\\s][~^]\\d|(^|[\\s+-])(${fields.join("|")}):[^\\s]`,
  ).test(text);
/** @type {<Item>(list: Item[]) => Item[]} */
export const unique = (list) => [...new Set(list)];

/**
 * All terms that begin as the last word does, or as its stem.
 * @param {WordGroup} group
 */
function beginnings(group) {
  const stems = group.terms.filter((term) => term.length > 2 && group.token.startsWith(term));
  return unique([group.token, ...stems]).map((term) => `${term}*`);
}

/** @type {(token: string) => boolean} */
const canBegin = (token) => token.length > 1 || token > "\u0fff";

/**
 * Terms that stand for a group's word: [term, how well].
 * @param {Group} group
 */
function weightsOf(group) {
  const found = new Map(
    group.known ? group.terms.map((term) => /** @type {[string, number]} */ ([term, 1])) : [],
  );
  for (const [term, weight] of [...(group.begun || []), ...(group.near || [])])
    if (!found.has(term)) found.set(term, weight);
  return [...found];
}
/** @type {(group: Group) => string[]} */
const termsFor = (group) => weightsOf(group).map(([term]) => term);

/**
 * Whether a group's rows say where its words stand: those of very common words do not.
 * @type {(rows: Weighted[]) => boolean}
 */
const isTelling = (rows) => rows.some(({ row }) => row.fields.some((field) => field.hasPlaces));
/** @type {(clause: Clause) => Clause} */
const optional = (clause) => ({ ...clause, presence: OPTIONAL });

/** @type {(word: { whole: string, terms: string[] }) => boolean} */
const hasTerms = ({ whole, terms }) => Boolean(whole) || terms.length > 0;

/**
 * The terms of a sign of letters and digits (P-8): where the index has none, those that go on from it (P-8A) are meant.
 * @param {Word} word
 */
function designationsOf(word) {
  if (!/\p{L}/u.test(word.token) || !/\p{N}/u.test(word.token)) return [];
  return word.whole.length ? word.whole : word.parts.length === 1 ? word.parts[0] : [];
}

/**
 * Groups whose word documents in every language have in the index; all, where there are none.
 * @param {WordGroup[]} groups
 */
function firmOf(groups) {
  const firm = groups.filter((group) => !group.dropped.length);
  return firm.length ? firm : groups;
}

/**
 * How a text is cut into words, in the languages of the archive.
 * @param {SearchText} text
 * @param {string[]} languages
 */
function makeReading(text, languages) {
  /**
   * A query's tokens, each with what stands for it in the index, and the languages in which nothing does.
   * @param {string} query
   * @returns {Word[]}
   */
  function wordsOf(query) {
    const found = languages.map((language) =>
      text.tokensOf(query, language).map((token) => {
        const [whole, terms] = text.tokenTerms(token, language);
        return { token, whole, terms };
      }),
    );
    return found[0].map(({ token }, at) => {
      const same = found.filter((tokens) => tokens.length === found[0].length).map((tokens) => tokens[at]);
      const parts = /** @type {string[][]} */ ([]);
      const dropped = languages.filter(
        (_, place) => found[place].length === found[0].length && !hasTerms(found[place][at]),
      );
      for (const { terms } of same) {
        for (const [place, term] of terms.entries()) parts[place] = unique([...(parts[place] || []), term]);
      }
      return {
        token: text.foldWord(token),
        whole: unique(same.map((one) => one.whole).filter(Boolean)),
        parts,
        dropped,
      };
    });
  }

  /** @param {LunrClause} clause */
  function ownTerms(clause) {
    if (!clause.usePipeline) {
      // What stands behind a star is the end of a word, of which the index has the stem.
      const folded = text.foldWord(clause.term.normalize("NFKC"));
      const at = folded.lastIndexOf("*") + 1;
      const ends = at ? languages.flatMap((language) => text.termsOf(folded.slice(at), language)) : [];
      return unique([folded, ...ends.map((end) => folded.slice(0, at) + end)]);
    }
    return unique(languages.flatMap((language) => text.termsOf(clause.term, language)));
  }

  /**
   * A query with another word in the place of a token; the word alone, where that stands nowhere in it as it is.
   * @param {string} query
   * @param {string} token
   * @param {string} word
   */
  function withWord(query, token, word) {
    const isMeant = (/** @type {string} */ own) =>
      languages.some((language) => text.tokensOf(own, language).some((one) => text.foldWord(one) === token));
    for (const pattern of [text.pattern, /[\p{L}\p{N}\p{M}]+/gu]) {
      for (const { 0: own, index: at } of query.matchAll(pattern)) {
        if (isMeant(own)) return query.slice(0, at) + word + query.slice(at + own.length);
      }
    }
    return word;
  }

  /**
   * Whether a phrase's words stand one after the other in a passage, by the folds of the index.
   * @param {string} passage
   * @param {string} phrase
   * @param {string} language
   */
  function holdsPhrase(passage, phrase, language) {
    const asked = text.phraseForms(phrase, language);
    const own = text.phraseForms(passage, language);
    return asked.some((words, at) => words.trim() && own[at].includes(words));
  }

  return { wordsOf, ownTerms, withWord, holdsPhrase };
}

/**
 * What loads of the index what clauses need.
 * @param {SearchIndex} index
 * @param {(keys: string[]) => Promise<string[]>} fetchAll
 */
function makeLoading(index, fetchAll) {
  /**
   * Load what clauses need; those whose files fail are left out, and the files named.
   * @template {Terms} Kind
   * @param {Kind[]} clauses
   * @param {Set<string>} failed
   */
  async function ready(clauses, failed) {
    for (;;) {
      const missing = index.needs(clauses).filter((key) => !failed.has(key));
      if (!missing.length) return clauses;
      for (const key of await fetchAll(missing)) failed.add(key);
    }
  }

  /** @type {(term: string, failed: Set<string>) => boolean} */
  const isLost = (term, failed) => failed.has(`s${index.shardOf(term)}`);

  /**
   * @param {Clause[]} clauses
   * @param {Set<string>} failed
   */
  async function unitsOf(clauses, failed) {
    return index.evaluate(await ready(clauses, failed)).units;
  }

  return { ready, isLost, unitsOf };
}

/**
 * A function that gives the groups of terms that stand for words.
 * @param {SearchIndex} index
 * @param {ReturnType<typeof makeLoading>} loading
 * @param {(terms: string[]) => Clause} required
 */
function makeGroups(index, { ready, isLost }, required) {
  const has = (/** @type {string} */ term) => Boolean(index.rowOf(term));
  /**
   * What signs of letters and digits go on as, by the words that the index does not have.
   * @param {Word[]} words
   * @param {Set<string>} failed
   */
  async function designated(words, failed) {
    const found = /** @type {Map<Word, string[]>} */ (new Map());
    for (const word of words) {
      const signs = designationsOf(word);
      if (!signs.length || signs.some(has)) continue;
      const clause = required(signs.map((term) => `${term}*`));
      await ready([clause], failed);
      const begun = unique(clause.terms.flatMap((term) => index.expand(clause, term)));
      if (begun.length) found.set(word, begun);
    }
    return found;
  }

  /**
   * A word's groups: one of its whole or of what it goes on as, or one for each of its parts.
   * @param {Word} word
   * @param {boolean} isLast
   * @param {string[] | undefined} begun
   * @param {Set<string>} failed
   * @returns {WordGroup[]}
   */
  function groupsOfWord({ token, whole, parts: own, dropped }, isLast, begun, failed) {
    const known = whole.filter(has);
    if (known.length) return [{ terms: known, known: true, token, isLast, dropped }];
    if (begun) return [{ terms: begun, known: true, token, isLast, dropped }];
    const parts = own.length ? own : whole.length ? [whole] : [];
    return parts
      .filter((terms) => !terms.some((term) => isLost(term, failed)))
      .map((terms, place) => {
        const found = terms.filter(has);
        return {
          terms: found.length ? found : terms,
          known: found.length > 0,
          token: parts.length === 1 ? token : terms[0],
          isLast: isLast && place === parts.length - 1,
          dropped,
        };
      })
      .filter((group) => group.known || !dropped.length);
  }

  /**
   * Words as groups of terms, any of which is meant; `known` where the index has one. A word that documents in some
   * language leave out of the index is none where the index does not have it.
   * @param {Word[]} words
   * @param {Set<string>} failed
   */
  async function groupsOf(words, failed) {
    const all = words.flatMap((word) => [...word.whole, ...word.parts.flat()]);
    await ready([{ terms: all }], failed);
    const begun = await designated(words, failed);
    return words.flatMap((word, at) => groupsOfWord(word, at === words.length - 1, begun.get(word), failed));
  }

  return groupsOf;
}

/**
 * What stands for words that the index lacks: the terms that they go on from, and those near them.
 * @param {SearchIndex} index
 * @param {ReturnType<typeof makeLoading>} loading
 * @param {(keys: string[]) => Promise<string[]>} fetchAll
 */
function makeNear(index, { ready }, fetchAll) {
  /**
   * The longest term that a word which the index lacks goes on from: its stem, where the ending is cut or misspelt.
   * @param {WordGroup} group
   * @param {Set<string>} failed
   */
  async function stemOf(group, failed) {
    const letters = [...group.token];
    const tries = [];
    for (let size = letters.length - 1; size >= Math.max(STEM_LEAST, letters.length - ENDING_MOST); size--)
      tries.push(letters.slice(0, size).join(""));
    await ready([{ terms: tries }], failed);
    return tries.filter(index.rowOf).slice(0, 1);
  }

  /**
   * Terms near one that the index lacks, with how well they stand for it: the fewest edits that give any.
   * @param {WordGroup} group
   * @param {Set<string>} failed
   */
  async function nearTerms(group, failed) {
    const found = /** @type {Map<string, number>} */ (new Map());
    const most = group.token.length > 7 ? 2 : group.token.length > 3 ? 1 : 0;
    const add = (/** @type {string} */ term, /** @type {number} */ weight) => {
      if (!found.has(term)) found.set(term, weight);
    };
    for (let distance = 1; distance <= most && !found.size; distance++) {
      for (const term of unique([...group.terms, group.token])) {
        const clause = { terms: [term], editDistance: distance };
        const missing = index.keysNear(clause, term).filter((key) => !failed.has(key));
        for (const key of await fetchAll(missing)) failed.add(key);
        for (const one of index.expand(clause, term)) add(one, NEAR[distance]);
      }
      if (distance === 1) for (const one of await stemOf(group, failed)) add(one, STEM);
    }
    const first = group.token[0];
    const isOther = (/** @type {string} */ term) => Number(term[0] !== first);
    return new Map(
      [...found]
        .sort(([one, weight], [other, own]) => own - weight || isOther(one) - isOther(other))
        .slice(0, NEAR_MOST),
    );
  }

  return { stemOf, nearTerms };
}

/**
 * The rows of groups, and the order that they give.
 * @param {SearchIndex} index
 * @param {number} body
 */
function makeOrder(index, body) {
  /** @type {(groups: Group[]) => Weighted[][]} */
  const rowsFor = (groups) =>
    groups.map((group) =>
      weightsOf(group).flatMap(([term, weight]) => {
        const row = index.rowOf(term);
        return row ? [{ row, weight }] : [];
      }),
    );

  /**
   * Put the first answers in order. A title with all words comes first, the shorter the better; then, as far as its
   * best passage covers the query, each page.
   * @param {number[]} units
   * @param {Group[]} groups
   */
  function sortByPassage(units, groups) {
    const rows = rowsFor(groups);
    if (rows.length < 2) return units;
    const top = units.slice(0, DEPTH);
    const among = rows.map((own) => index.rowsAmong(top, own));
    const ranked = top.map((unit, at) => {
      const { best, cover, isTitled } = index.passagesOf(
        unit,
        among.map((own) => own(unit)),
      );
      const as = best.filter((one) => one[1] === best[0][1]).length;
      const tie = isTitled
        ? -index.lengthOf(unit, 0)
        : MANY * Math.log(1 + as) -
          SHORT * Math.log(1 + index.lengthOf(unit, body)) -
          EARLY * Math.log(1 + at);
      return { unit, at, tie, cover: Math.round(cover * 100) };
    });
    ranked.sort((one, other) => other.cover - one.cover || other.tie - one.tie || one.at - other.at);
    for (const [at, { unit }] of ranked.entries()) units[at] = unit;
    return units;
  }

  return { rowsFor, sortByPassage };
}

/**
 * A function that gives those units whose language leaves the word of each of the other groups out, or that have it.
 * @param {Manifest} manifest
 * @param {SearchIndex} index
 * @param {PlannerResults} results
 * @param {(groups: Group[]) => Weighted[][]} rowsFor
 */
function makeWithOthers(manifest, index, { fetchAll, facet }, rowsFor) {
  /**
   * @param {number[]} units
   * @param {WordGroup[]} groups
   * @param {Set<string>} failed
   */
  async function withOthers(units, groups, failed) {
    const firm = firmOf(groups);
    const others = groups.filter((group) => !firm.includes(group));
    if (!others.length || !units.length) return units;
    if (manifest.facets.language) for (const key of await fetchAll(["flanguage"])) failed.add(key);
    const known = facet("language");
    const own = (/** @type {number} */ unit) => {
      const tag = known?.of(unit)[0];
      return (tag === undefined ? manifest.language : known?.values[tag] || "").split("-")[0].toLowerCase();
    };
    const rows = others.map((group) => rowsFor([group])[0]);
    return units.filter((unit) =>
      others.every((group, at) => group.dropped.includes(own(unit)) || index.isIn(unit, rows[at])),
    );
  }

  return withOthers;
}

/** @typedef {Pick<SearchResults, "facet" | "fetchAll" | "fetchStemmers">} PlannerResults */

/**
 * What the plans are made of.
 * @param {Manifest} manifest
 * @param {SearchText} text
 * @param {SearchIndex} index
 * @param {PlannerResults} results
 */
function makePlanParts(manifest, text, index, results) {
  const { fields } = manifest;
  const { fetchAll } = results;
  const languages = Object.keys(manifest.text.languages);
  const loading = makeLoading(index, fetchAll);
  const order = makeOrder(index, fields.length - 1);
  const withOthers = makeWithOthers(manifest, index, results, order.rowsFor);
  /** @type {(terms: string[], more?: Partial<Clause>) => Clause} */
  const required = (terms, more) => ({ fields, boost: 10, presence: REQUIRED, terms, ...more });
  return {
    index,
    fields,
    required,
    asking: new Set(ASKING.split(" ").map(text.foldWord)),
    groupsOf: makeGroups(index, loading, required),
    /** @type {(clauses: Clause[], groups: WordGroup[], failed: Set<string>) => Promise<number[]>} */
    meant: async (clauses, groups, failed) =>
      withOthers(await loading.unitsOf(clauses, failed), groups, failed),
    ...loading,
    ...makeReading(text, languages),
    ...makeNear(index, loading, fetchAll),
    ...order,
  };
}

/**
 * Whether the last word may be the beginning of one, and all others are known.
 * @param {WordGroup[]} groups
 * @param {WordGroup} last
 */
const mayGoOn = (groups, last) =>
  last.isLast && canBegin(last.token) && groups.every((group) => group.known || group === last);

/**
 * The last two steps of free text.
 * @param {ReturnType<typeof makePlanParts>} parts
 */
function makeSteps({ index, required, ready, meant, stemOf, nearTerms }) {
  /**
   * Put what has all words, where the last is the beginning of one, or goes on from one.
   * @param {Clause[]} others
   * @param {WordGroup} last
   * @param {ReturnType<typeof begin>} answer
   */
  async function goOn(others, last, { result, groups, put }) {
    const { failed } = result;
    const add = async (/** @type {string[]} */ terms, /** @type {number} */ weight) => {
      if (!terms.length) return;
      const more = terms.map((term) => /** @type {[string, number]} */ ([term, weight]));
      last.begun = [...(last.begun || []), ...more];
      put(await meant([...others, required(terms)], groups, failed));
    };
    const clause = required(beginnings(last));
    await ready([...others, clause], failed);
    await add(unique(clause.terms.flatMap((term) => index.expand(clause, term))), BEGUN);
    if (result.units.length < ENOUGH && !last.known) await add(await stemOf(last, failed), STEM);
  }

  /**
   * Put what has near spellings of the words that the index lacks; the clauses then asked.
   * @param {WordGroup[]} firm
   * @param {ReturnType<typeof begin>} answer
   */
  async function goNear(firm, { result, groups, put }) {
    for (const group of firm) {
      if (!group.known && !group.begun) group.near = await nearTerms(group, result.failed);
    }
    const clauses = firm.map((group) =>
      group.near?.size
        ? required([...group.near.keys()], { boost: 2 })
        : required(group.begun ? group.begun.map(([term]) => term) : group.terms),
    );
    result.instead = firm.filter((group) => group.near?.size);
    if (result.instead.length) put(await meant(clauses, groups, result.failed));
    return clauses;
  }

  return { goOn, goNear };
}

/**
 * An answer that grows: `put` adds units that it lacks.
 * @param {WordGroup[]} groups
 * @param {Set<string>} failed
 */
function begin(groups, failed) {
  /** @type {Found} */
  const result = { units: [], groups, failed, all: 0, instead: [] };
  const seen = /** @type {Set<number>} */ (new Set());
  const put = (/** @type {number[]} */ units) => {
    for (const unit of units) {
      if (!seen.has(unit)) result.units.push(unit);
      seen.add(unit);
    }
  };
  return { result, groups, seen, put };
}

/**
 * A function that answers free text.
 * @param {ReturnType<typeof makePlanParts>} parts
 */
function makePlan(parts) {
  const { required, asking, wordsOf, groupsOf, unitsOf, meant, sortByPassage } = parts;
  const { goOn, goNear } = makeSteps(parts);

  /**
   * Free text: {units, groups, failed, all, instead}.
   * @param {string} query
   * @param {Word[]} [words]
   * @returns {Promise<Found>}
   */
  async function plan(query, words = wordsOf(query)) {
    const failed = /** @type {Set<string>} */ (new Set());
    const groups = await groupsOf(words, failed);
    const begun = begin(groups, failed);
    const { result, seen, put } = begun;
    const common = words.map((word) => word.token);
    if (!groups.length) return failed.size ? result : { ...result, common };
    const firm = firmOf(groups);
    if (firm.every((group) => group.dropped.length)) result.common = common;
    let clauses = firm.map((group) => required(group.terms));
    if (firm.every((group) => group.known)) put(await meant(clauses, groups, failed));
    const telling = words.filter((word) => !asking.has(word.token));
    if (!result.units.length && telling.length && telling.length < words.length) return plan(query, telling);
    const last = firm[firm.length - 1];
    if (result.units.length < ENOUGH && mayGoOn(firm, last)) await goOn(clauses.slice(0, -1), last, begun);
    result.all = result.units.length;
    if (result.units.length < ENOUGH) {
      clauses = await goNear(firm, begun);
      result.all = result.units.length;
    }
    sortByPassage(result.units, firm);
    if (result.units.length < ENOUGH && firm.length > 1) {
      const loose = await unitsOf(clauses.map(optional), failed);
      const others = loose.filter((unit) => !seen.has(unit));
      put(sortByPassage(others, firm));
    }
    return result;
  }

  return plan;
}

/**
 * A function that answers queries of Lunr's language.
 * @param {ReturnType<typeof makePlanParts>} parts
 */
function makeLunr({ index, fields, ready, isLost, ownTerms }) {
  /**
   * Lunr's syntax, exactly as the whole index answers it; words that it lacks are tried as our own terms.
   * @param {string} query
   * @param {boolean} isStrict
   * @returns {Promise<Found>}
   */
  async function lunr(query, isStrict) {
    const failed = /** @type {Set<string>} */ (new Set());
    let clauses = parseQuery(query, fields);
    for (const clause of clauses) {
      if (clause.editDistance !== undefined) clause.editDistance = Math.min(3, clause.editDistance);
      clause.terms = clause.usePipeline ? [stemEnglish(clause.term)].filter(Boolean) : [clause.term];
      if (!isStrict) clause.ours = ownTerms(clause);
    }
    // A word that is in no index asks for nothing, unless nothing else is asked for.
    const telling = clauses.filter((clause) => isStrict || clause.ours?.length || "editDistance" in clause);
    if (telling.length) clauses = telling;
    await ready(
      clauses.map((clause) => ({ ...clause, terms: unique([...clause.terms, ...(clause.ours || [])]) })),
      failed,
    );
    for (const clause of clauses) {
      const reaches = (/** @type {string} */ term) => index.expand(clause, term).length > 0;
      if (clause.ours && !clause.terms.some(reaches) && clause.ours.some(reaches))
        clause.terms = clause.ours.filter(reaches);
    }
    const kept = clauses.filter((clause) => !clause.terms.some((term) => isLost(term, failed)));
    const { units, scores } = index.evaluate(await ready(kept, failed));
    const groups = kept
      .filter((clause) => clause.presence !== PROHIBITED)
      .map((clause) => ({
        terms: clause.terms.flatMap((term) => index.expand(clause, term)),
        known: true,
      }));
    return { units, scores, groups, failed, all: units.length, instead: [] };
  }

  return lunr;
}

/**
 * A function that answers free text with phrases in it.
 * @param {number} count
 * @param {ReturnType<typeof makePlanParts>} parts
 * @param {ReturnType<typeof makePlan>} plan
 */
function makePhrases(count, { index, rowsFor, groupsOf, wordsOf }, plan) {
  /**
   * Free text with phrases: pages whose every phrase's words share a passage; the text itself is asked later.
   * @param {string} query
   * @param {string[]} quoted
   */
  async function phrases(query, quoted) {
    const result = await plan(query);
    result.units = result.units.slice(0, result.all);
    // Words that the index leaves out: on a small site every text can be asked.
    if (result.common && count <= PHRASES_MOST)
      result.units = Array.from({ length: count }, (_, unit) => unit);
    const sets = /** @type {Weighted[][][]} */ ([]);
    for (const phrase of quoted) {
      const groups = await groupsOf(wordsOf(phrase), result.failed);
      sets.push(rowsFor(groups.filter((group) => !group.dropped.length)).filter(isTelling));
    }
    const holds = (/** @type {number} */ unit, /** @type {Weighted[][]} */ rows) =>
      !rows.length || index.passagesOf(unit, rows).cover >= rows.length;
    result.units = result.instead.length
      ? []
      : result.units.filter((unit) => sets.every((rows) => holds(unit, rows)));
    result.quoted = quoted;
    return result;
  }

  return phrases;
}

/**
 * A function that finds names and titles.
 * @param {ReturnType<typeof makePlanParts>} parts
 */
function makeTitles({ index, fields, required, ready, unitsOf, groupsOf, wordsOf }) {
  /**
   * Names and titles that begin as the words do: for the list under the field.
   * @param {string} query
   * @returns {Promise<{ units: number[], groups: WordGroup[] }>}
   */
  async function titles(query) {
    const failed = /** @type {Set<string>} */ (new Set());
    const groups = firmOf(await groupsOf(wordsOf(query), failed));
    const last = groups[groups.length - 1];
    if (!last || groups.some((group) => !group.known && group !== last)) return { units: [], groups };
    const named = { fields: fields.slice(0, 2) };
    const clauses = groups.map((group) => required(group.terms, named));
    if (last.isLast && canBegin(last.token)) {
      const clause = required(beginnings(last), named);
      await ready([clause], failed);
      const begun = unique(clause.terms.flatMap((term) => index.expand(clause, term)));
      if (!begun.length) return { units: [], groups };
      clauses[clauses.length - 1] = required(begun, named);
    }
    return { units: await unitsOf(clauses, failed), groups };
  }

  return titles;
}

/**
 * `fetchAll(keys)` loads files and gives the keys that failed; `fetchStemmers(names)` loads stemmers.
 * @param {Manifest} manifest
 * @param {SearchText} text
 * @param {SearchIndex} index
 * @param {PlannerResults} results
 */
export function makePlanner(manifest, text, index, results) {
  const { fetchStemmers } = results;
  const parts = makePlanParts(manifest, text, index, results);
  const { fields, rowsFor, holdsPhrase, wordsOf, withWord } = parts;
  const plan = makePlan(parts);
  const lunr = makeLunr(parts);
  const phrases = makePhrases(manifest.n, parts, plan);
  const findTitles = makeTitles(parts);

  /**
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async function search(query) {
    await fetchStemmers(text.algorithmsFor(query));
    const quoted = /** @type {string[]} */ ([]);
    const rest = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      quoted.push(phrase);
      return ` ${phrase} `;
    });
    if (quoted.some((phrase) => /\p{L}|\p{N}/u.test(phrase))) return phrases(rest, quoted);
    if (isOperator(query, fields))
      return lunr(query, false).catch(() => plan(query).then((result) => ({ ...result, isOdd: true })));
    return plan(query);
  }

  /** @type {typeof findTitles} */
  async function titles(query) {
    await fetchStemmers(text.algorithmsFor(query));
    return findTitles(query);
  }

  return { search, lunr, titles, rowsFor, termsFor, holdsPhrase, wordsOf, withWord };
}
