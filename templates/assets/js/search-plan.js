/* What a reader's words mean: which queries are put to the index, and in which order their answers stand.
 *
 * Free text goes through four steps, each only where those before gave fewer than ENOUGH: all words; the last as
 * the beginning of a word; near spellings for words that the index does not have; any of the words. The first
 * DEPTH answers that hold all words are then put in order of how many stand together in one passage. */

const ENOUGH = 10, DEPTH = 30, NEAR_MOST = 12, PHRASES_MOST = 200;
const isOperator = (text, fields) =>
  new RegExp("(^|\\s)[+-](?=[^\\s+-])|[^\\s]\\*|\\*[^\\s]|[^\\s][~^]\\d|(^|[\\s+-])(" + fields.join("|") + "):[^\\s]").test(text);
const unique = (list) => [...new Set(list)];

/** `fetchAll(keys)` loads files and gives the keys that failed; `fetchStemmers(names)` loads stemmers. */
function makePlanner(manifest, text, index, { fetchAll, fetchStemmers }) {
  const { fields } = manifest;
  const languages = Object.keys(manifest.text.languages);

  /** A query's tokens, each with what stands for it in the index: [{token, whole, parts}]. */
  function wordsOf(query) {
    const found = languages.map((language) => text.tokensOf(query, language).map((token) => [token, ...text.tokenTerms(token, language)]));
    return found[0].map(([token], at) => {
      const same = found.filter((tokens) => tokens.length === found[0].length).map((tokens) => tokens[at]);
      const parts = [];
      for (const [, , terms] of same) terms.forEach((term, place) => (parts[place] = unique([...(parts[place] || []), term])));
      return { token: text.foldWord(token), whole: unique(same.map((one) => one[1]).filter(Boolean)), parts };
    });
  }

  const required = (terms, more) => ({ fields, boost: 10, presence: REQUIRED, terms, ...more });
  const optional = (clause) => ({ ...clause, presence: OPTIONAL });

  /** Load what clauses need; those whose files fail are left out, and the files named. */
  async function ready(clauses, failed) {
    for (;;) {
      const missing = index.needs(clauses).filter((key) => !failed.has(key));
      if (!missing.length) return clauses;
      for (const key of await fetchAll(missing)) failed.add(key);
    }
  }

  const isLost = (term, failed) => failed.has("s" + index.shardOf(term));

  /** Words as groups of terms, any of which is meant; `known` where the index has one. */
  async function groupsOf(words, failed) {
    const all = words.flatMap((word) => [...word.whole, ...word.parts.flat()]);
    await ready([{ terms: all }], failed);
    const has = (term) => index.rowOf(term);
    return words.flatMap((word, at) => {
      const isLast = at === words.length - 1;
      const whole = word.whole.filter(has);
      if (whole.length) return [{ terms: whole, known: true, token: word.token, isLast }];
      const parts = word.parts.length ? word.parts : word.whole.length ? [word.whole] : [];
      return parts.filter((terms) => !terms.some((term) => isLost(term, failed))).map((terms, place) => {
        const found = terms.filter(has);
        const token = parts.length === 1 ? word.token : terms[0];
        return { terms: found.length ? found : terms, known: found.length > 0, token, isLast: isLast && place === parts.length - 1 };
      });
    });
  }

  /** All terms that begin as the last word does, or as its stem. */
  function beginnings(group) {
    const stems = group.terms.filter((term) => term.length > 2 && group.token.startsWith(term));
    return unique([group.token, ...stems]).map((term) => term + "*");
  }

  /** Terms near one that the index lacks: the fewest edits that give any. */
  async function nearTerms(group, failed) {
    const found = [];
    const most = group.token.length > 7 ? 2 : group.token.length > 3 ? 1 : 0;
    for (let distance = 1; distance <= most && !found.length; distance++) {
      for (const term of unique([...group.terms, group.token])) {
        const clause = { terms: [term], editDistance: distance };
        const missing = index.keysNear(clause, term).filter((key) => !failed.has(key));
        for (const key of await fetchAll(missing)) failed.add(key);
        found.push(...index.expand(clause, term));
      }
    }
    const first = group.token[0];
    return unique(found).sort((one, other) => (other[0] === first) - (one[0] === first)).slice(0, NEAR_MOST);
  }

  async function answer(clauses, failed) {
    return index.evaluate(await ready(clauses, failed)).units;
  }

  /** Free text: {units, groups, failed, isLoose, instead}. */
  async function plan(query) {
    const failed = new Set();
    const words = wordsOf(query), groups = await groupsOf(words, failed);
    const result = { units: [], groups, failed, all: 0, instead: [] };
    if (!groups.length) return failed.size ? result : { ...result, common: words.map((word) => word.token) };
    const seen = new Set();
    const put = (units) => { for (const unit of units) if (!seen.has(unit)) { seen.add(unit); result.units.push(unit); } };
    let clauses = groups.map((group) => required(group.terms));
    const areKnown = groups.every((group) => group.known);
    if (areKnown) {
      put(await answer(clauses, failed));
      sortByPassage(result.units, groups);
    }
    const last = groups[groups.length - 1];
    if (result.units.length < ENOUGH && last.isLast && canBegin(last.token) && groups.every((group) => group.known || group === last)) {
      const clause = required(beginnings(last));
      const rest = clauses.slice(0, -1);
      await ready([...rest, clause], failed);
      const begun = unique(clause.terms.flatMap((term) => index.expand(clause, term)));
      if (begun.length) {
        const units = await answer([...rest, required(begun)], failed);
        last.begun = begun;
        put(sortByPassage(units.filter((unit) => !seen.has(unit)), groups));
      }
    }
    result.all = result.units.length;
    if (result.units.length < ENOUGH) {
      for (const group of groups) if (!group.known && !group.begun) group.near = await nearTerms(group, failed);
      clauses = groups.map((group) => (group.near && group.near.length ? required(group.near, { boost: 2 }) : required(group.begun || group.terms)));
      if (groups.some((group) => group.near && group.near.length)) {
        const units = await answer(clauses, failed);
        put(sortByPassage(units.filter((unit) => !seen.has(unit)), groups));
        result.instead = groups.filter((group) => group.near && group.near.length);
        result.all = result.units.length;
      }
      if (result.units.length < ENOUGH && groups.length > 1) put(await answer(clauses.map(optional), failed));
    }
    return result;
  }

  const canBegin = (token) => token.length > 1 || token > "\u0fff";

  const termsFor = (group) => unique([...(group.known ? group.terms : []), ...(group.begun || []), ...(group.near || [])]);
  /** Whether a group's rows say where its words stand: those of very common words do not. */
  const isTelling = (rows) => rows.some((row) => row.fields.some((field) => field.hasPlaces));
  const rowsFor = (groups) => groups.map((group) => termsFor(group).map(index.rowOf).filter(Boolean));

  /** Put the first answers in order of how many words their best passage holds. */
  function sortByPassage(units, groups) {
    const rows = rowsFor(groups);
    if (rows.length < 2) return units;
    const top = units.slice(0, DEPTH).map((unit, at) => ({ unit, at, cover: index.passagesOf(unit, rows).cover }));
    top.sort((one, other) => other.cover - one.cover || one.at - other.at);
    top.forEach(({ unit }, at) => (units[at] = unit));
    return units;
  }

  /** Lunr's syntax, exactly as the whole index answers it; words that it lacks are tried as our own terms. */
  async function lunr(query, isStrict) {
    const failed = new Set();
    let clauses = parseQuery(query, fields);
    for (const clause of clauses) {
      clause.editDistance > 3 && (clause.editDistance = 3);
      clause.terms = clause.usePipeline ? [stemEnglish(clause.term)].filter(Boolean) : [clause.term];
      if (!isStrict) clause.ours = ownTerms(clause);
    }
    // A word that is in no index asks for nothing, unless nothing else is asked for.
    const telling = clauses.filter((clause) => isStrict || clause.ours.length || "editDistance" in clause);
    if (telling.length) clauses = telling;
    await ready(clauses.map((clause) => ({ ...clause, terms: unique([...clause.terms, ...(clause.ours || [])]) })), failed);
    for (const clause of clauses) {
      const reaches = (term) => index.expand(clause, term).length;
      if (clause.ours && !clause.terms.some(reaches) && clause.ours.some(reaches)) clause.terms = clause.ours.filter(reaches);
    }
    const kept = clauses.filter((clause) => !clause.terms.some((term) => isLost(term, failed)));
    const { units, scores } = index.evaluate(await ready(kept, failed));
    const groups = kept.filter((clause) => clause.presence !== PROHIBITED).map((clause) => ({
      terms: clause.terms.flatMap((term) => index.expand(clause, term)), known: true,
    }));
    return { units, scores, groups, failed, all: units.length, instead: [] };
  }

  function ownTerms(clause) {
    if (!clause.usePipeline) return [text.foldWord(clause.term.normalize("NFKC"))];
    return unique(languages.flatMap((language) => text.termsOf(clause.term, language)));
  }

  /** Free text with phrases: pages whose every phrase's words share a passage; the text itself is asked later. */
  async function phrases(query, quoted) {
    const result = await plan(query);
    result.units = result.units.slice(0, result.all);
    // Words that the index leaves out: on a small site every text can be asked.
    if (result.common && manifest.n <= PHRASES_MOST) result.units = Array.from({ length: manifest.n }, (_, unit) => unit);
    const sets = [];
    for (const phrase of quoted) sets.push(rowsFor(await groupsOf(wordsOf(phrase), result.failed)).filter(isTelling));
    const holds = (unit, rows) => !rows.length || index.passagesOf(unit, rows).cover >= rows.length;
    result.units = result.instead.length ? [] : result.units.filter((unit) => sets.every((rows) => holds(unit, rows)));
    result.quoted = quoted.map(phraseTokens);
    return result;
  }

  const phraseTokens = (phrase) => text.tokensOf(phrase, languages[0]).map(text.foldWord);

  /** Whether words stand one after the other in a passage. */
  function holdsPhrase(passage, tokens) {
    const own = " " + phraseTokens(passage).join(" ") + " ";
    return own.includes(" " + tokens.join(" ") + " ") || (/[\u0e00-\uffff]/.test(tokens.join("")) && own.includes(tokens.join(" ")));
  }

  async function search(query) {
    await fetchStemmers(text.algorithmsFor(query));
    const quoted = [];
    const rest = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => { quoted.push(phrase); return " " + phrase + " "; });
    if (quoted.some((phrase) => /\p{L}|\p{N}/u.test(phrase))) return phrases(rest, quoted);
    if (isOperator(query, fields)) return lunr(query, false).catch(() => plan(query).then((result) => ({ ...result, isOdd: true })));
    return plan(query);
  }

  /** Names and titles that begin as the words do: for the list under the field. */
  async function titles(query) {
    await fetchStemmers(text.algorithmsFor(query));
    const failed = new Set();
    const groups = await groupsOf(wordsOf(query), failed);
    const last = groups[groups.length - 1];
    if (!last || groups.some((group) => !group.known && group !== last)) return { units: [], groups };
    const named = { fields: fields.slice(0, 2) };
    const clauses = groups.map((group) => required(group.terms, named));
    if (last.isLast && canBegin(last.token)) {
      const clause = required(beginnings(last), named);
      await ready([clause], failed);
      last.begun = unique(clause.terms.flatMap((term) => index.expand(clause, term)));
      if (!last.begun.length) return { units: [], groups };
      clauses[clauses.length - 1] = required(last.begun, named);
    }
    return { units: await answer(clauses, failed), groups };
  }

  return { search, lunr, titles, rowsFor, termsFor, holdsPhrase, wordsOf };
}
