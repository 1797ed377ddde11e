/* The results page: what was asked for is in its address. */

import { EVEN, languageOf, make, SHOWN } from "./search-client.js";
import { PHRASES_MOST } from "./search-plan.js";

const SMALL_FACETS = 8000;
const PASSAGES = 3;

/** @type {Record<string, string>} */
const FACET_LABELS = {
  kind: "Kind",
  speaker: "Speaker",
  topic: "Topic",
  language: "Language",
  year: "Year",
  status: "Claim status",
  contested: "Contested",
};

/**
 * Parameters as the end of an address.
 * @type {(parameters: URLSearchParams) => string}
 */
const queryOf = (parameters) => {
  const text = parameters.toString();
  return text && `?${text}`;
};

/**
 * What an address's query asks for.
 * @param {string} query
 * @param {string[]} facets
 * @returns {SearchState}
 */
export function stateOf(query, facets) {
  const address = new URLSearchParams(query);
  const chosen = facets.map((name) => [name, address.get(name) || ""]).filter(([, value]) => value);
  return {
    query: (address.get("q") || "").trim(),
    chosen: Object.fromEntries(chosen),
    sort: address.get("sort") || "",
    count: Math.max(SHOWN, Number(address.get("n")) || 0),
  };
}

/**
 * An address's query with other values; empty ones go.
 * @param {string} query
 * @param {Record<string, string>} changes
 */
export function queryChanged(query, changes) {
  const address = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) address.set(name, value);
    else address.delete(name);
  }
  return queryOf(address);
}

/**
 * @param {Record<string, string>} changes
 * @param {boolean} [isStep]
 */
function write(changes, isStep) {
  const wanted = queryChanged(location.search, changes);
  if (wanted === location.search) return;
  try {
    history[isStep ? "pushState" : "replaceState"](null, "", location.pathname + wanted);
  } catch {
    /* a folder's page may keep its address, and some browsers stop who writes too often */
  }
}

/** @type {(row: Row) => string} */
const textLanguage = (row) => languageOf(row).toLowerCase();

/**
 * A function that gives the rows of those units in whose text every phrase stands.
 * @param {SearchClient} client
 */
function makeVerified({ files, results, planner, rowsOf }) {
  /**
   * Rows of the units in whose text every phrase stands; asks no more texts than it must.
   * @param {number[]} units
   * @param {Found} found
   * @param {string[]} quoted
   * @param {number} most
   * @returns {Promise<{ rows: ShownRow[], isWhole: boolean }>}
   */
  async function verified(units, found, quoted, most) {
    const rows = /** @type {ShownRow[]} */ ([]);
    let at = 0;
    for (; at < units.length && at < PHRASES_MOST && rows.length < most; at += SHOWN) {
      const some = await rowsOf(units.slice(at, at + SHOWN), found.groups, Number.POSITIVE_INFINITY);
      for (const key of await results.fetchAll(some.flatMap((row) => row.texts.map(([, name]) => name))))
        found.failed.add(key);
      for (const row of some) {
        const own = quoted.map((phrase) => phrasePlaces(row, phrase));
        const inTitle = quoted.map((phrase) => planner.holdsPhrase(row.title, phrase, textLanguage(row)));
        if (!own.every((places, number) => places.length || inTitle[number])) continue;
        row.passages = [...new Set(own.flat())].slice(0, PASSAGES);
        if (!row.passages.length) row.passages = [0];
        rows.push(row);
      }
    }
    return { rows, isWhole: at >= units.length };
  }

  /**
   * @param {Row} row
   * @param {string} phrase
   */
  function phrasePlaces(row, phrase) {
    const language = textLanguage(row);
    const places = /** @type {number[]} */ ([]);
    for (const [first, name] of row.texts) {
      (files.get(name) || []).forEach(([, passage], at) => {
        if (planner.holdsPhrase(passage, phrase, language)) places.push(first + at);
      });
    }
    return places;
  }

  return verified;
}

/**
 * How many were found, in words.
 * @param {SearchClient} client
 * @param {Answer} answer
 * @param {SearchState} state
 */
function summary({ say, number }, { rows, found, units, whole, isPart }, state) {
  if (!rows.length) return say("Nothing was found for “{query}”.", { query: state.query });
  const count = number(isPart ? rows.length : units.length);
  if (found.quoted || whole === units.length) return say("Results: {count}", { count });
  if (!whole) return say("No page has all the words. With some of them: {count}", { count });
  return say("Results: {count}. With some of the words: {more}", {
    count: number(whole),
    more: number(units.length - whole),
  });
}

/**
 * @param {SearchClient} client
 */
function help({ say }) {
  return make(
    "p",
    { class: "search-help" },
    say(
      "Several words: pages that have them all come first. “Words in quotation marks” must follow one another; +must, -not, begin*, near~1 and title:word work as well.",
    ),
  );
}

/**
 * What stands in for a word that no page has, as links.
 * @param {SearchClient} client
 * @param {Answer} answer
 * @param {SearchState} state
 */
function nearNotes({ say, planner }, { rows, found, words }, state) {
  return found.instead.flatMap((group) => {
    const near = [...(words.get(found.groups.indexOf(group)) || [])].slice(0, 3);
    if (!near.length && rows.length) return [];
    const shown = near.length ? near : [...(group.near || new Map()).keys()].slice(0, 3);
    const links = shown.flatMap((word, at) => {
      const href = queryOf(new URLSearchParams({ q: planner.withWord(state.query, group.token, word) }));
      const link = make("a", { href }, word);
      return at ? [", ", link] : [link];
    });
    const told = say("No page has “{word}”. Near it:", { word: group.token });
    return make("p", { class: "search-near" }, `${told} `, ...links);
  });
}

/**
 * What a reader should know of an answer.
 * @param {SearchClient} client
 * @param {Answer} answer
 * @param {SearchState} state
 * @param {() => void} update
 */
function notes(client, answer, state, update) {
  const { say, results } = client;
  const { rows, found } = answer;
  const list = [];
  if (found.quoted)
    list.push(make("p", {}, say("Words in quotation marks are checked in the text of each page shown.")));
  if (found.common?.length && !rows.length) {
    const words = found.common.join(" ");
    list.push(make("p", {}, say("Words as common as “{words}” are left out of the index.", { words })));
  }
  if (found.isOdd)
    list.push(make("p", {}, say("This is no complete query, so its signs were read as plain text.")));
  list.push(...nearNotes(client, answer, state));
  if (found.failed.size) {
    const again = make("button", { type: "button" }, say("Try again"));
    again.addEventListener("click", update);
    const files = [...found.failed].map((key) => `search/${results.pathOf(key)}.js`).join(", ");
    const told = say("A part of the index could not be loaded, so results may be missing: {files}", {
      files,
    });
    list.push(make("p", { class: "search-failed" }, `${told} `, again));
  }
  if (!rows.length && !found.failed.size) list.push(help(client));
  return list;
}

/**
 * Results as items of a list, whose lines are added as soon as their text is here.
 * @param {SearchClient} client
 */
function makeItems({ manifest, files, results, snippets, addressOf, title, findPassage }) {
  /**
   * @param {ShownRow} row
   * @param {Set<string>[]} sets
   */
  function item(row, sets) {
    const facts = [manifest.kindLabels[row.kind] || row.kind, row.date].filter(Boolean);
    const own = make(
      "li",
      { class: "search-result" },
      make("h2", { dir: "auto" }, make("a", { href: addressOf(row, "") }, title(row, sets))),
      make("p", { class: "search-kind" }, facts.join(" · ")),
    );
    row.item = own;
    return own;
  }

  /**
   * Add a result's passages, as soon as their text is here.
   * @param {ShownRow} row
   * @param {Set<string>[]} sets
   * @param {Map<number, Set<string>>} words
   */
  function addLines(row, sets, words) {
    if (!row.item || row.item.children.length > 2 || !files.has(row.file)) return;
    const language = languageOf(row);
    findPassage(row, sets);
    const lines = row.passages.slice(0, PASSAGES).flatMap((number) => {
      const shownPassage = results.passageOf(row, number);
      if (!shownPassage) return [];
      const [fragment, passage] = shownPassage;
      const link = make("a", {
        href: addressOf(row, fragment),
        class: "search-text",
        dir: "auto",
        lang: row.language,
      });
      for (const [group, word] of snippets.show(link, passage, language, sets))
        words.set(group, (words.get(group) || new Set()).add(word.toLowerCase()));
      return make("p", {}, link);
    });
    row.item.append(...lines);
  }

  return { item, addLines };
}

/**
 * @param {SearchClient} client
 * @param {number[]} units
 * @param {SearchState} state
 * @param {string} name
 */
function filterBox({ results, say, number }, units, state, name) {
  const chosen = state.chosen[name] || "";
  const counts = results.countsOf(name, results.narrowed(units, state.chosen, name));
  if (counts.length < 2 && !chosen) return [];
  const select = make("select", { name, id: `_by_${name}` }, make("option", { value: "" }, say("All")));
  for (const [value, label, count] of counts.slice(0, 200)) {
    select.append(make("option", { value }, `${label} (${number(count)})`));
  }
  if (chosen && !counts.some(([value]) => value === chosen)) {
    select.append(make("option", { value: chosen }, `${chosen} (0)`));
  }
  select.value = chosen;
  return [make("label", {}, `${say(FACET_LABELS[name])} `, select)];
}

/**
 * @param {SearchClient} client
 * @param {HTMLElement} filters
 * @param {number[]} units
 * @param {SearchState} state
 * @param {() => void} wantFacets
 */
function drawFilters(client, filters, units, state, wantFacets) {
  const { manifest, results, say } = client;
  const selects = results.facetNames
    .filter((name) => results.facet(name))
    .flatMap((name) => filterBox(client, units, state, name));
  const sort = make(
    "select",
    { name: "sort", id: "_by_sort" },
    make("option", { value: "" }, say("Relevance")),
    make("option", { value: "date" }, say("Date, newest first")),
  );
  sort.value = state.sort;
  const missing = Object.keys(manifest.facets).some((name) => !results.facet(name));
  const button = make("button", { type: "button" }, say("More filters"));
  button.addEventListener("click", wantFacets);
  const focused = filters.contains(document.activeElement) ? document.activeElement?.id : "";
  filters.replaceChildren(
    ...selects,
    make("label", {}, `${say("Sort by")} `, sort),
    ...(missing ? [button] : []),
  );
  if (focused) document.getElementById(focused)?.focus();
}

/**
 * The parts of the page, and what is drawn into them.
 * @param {SearchClient} client
 * @param {HTMLElement} place
 */
function makeParts(client, place) {
  const { say } = client;
  const { item, addLines } = makeItems(client);
  const status = make("p", { class: "search-status", role: "status" });
  const hint = make("div", { class: "search-hint" });
  const filters = make("form", { class: "search-filters", "aria-label": say("Filter and sort") });
  const rowsPlace = make("ol", { class: "search-results" });
  const more = make("button", { type: "button", class: "search-more", hidden: "" }, say("More results"));
  place.replaceChildren(status, hint, filters, rowsPlace, more);

  function clear() {
    status.textContent = "";
    hint.replaceChildren(help(client));
    filters.replaceChildren();
    rowsPlace.replaceChildren();
    more.hidden = true;
  }

  /**
   * @param {Answer} answer
   * @param {SearchState} state
   * @param {() => void} update
   */
  function draw(answer, state, update) {
    const { rows, units, sets, words } = answer;
    rowsPlace.replaceChildren(...rows.slice(0, state.count).map((row) => item(row, sets)));
    for (const row of rows) addLines(row, sets, words);
    more.hidden = units.length <= rows.length;
    status.textContent = summary(client, answer, state);
    hint.replaceChildren(...notes(client, answer, state, update));
  }

  /**
   * Add what came with the texts: lines, and the order that they give where nobody is in the list yet.
   * @param {Answer} answer
   * @param {SearchState} state
   * @param {ShownRow[] | null} order
   * @param {() => void} update
   */
  function complete(answer, state, order, update) {
    for (const row of order || answer.rows) addLines(row, answer.sets, answer.words);
    if (order && !rowsPlace.contains(document.activeElement)) {
      rowsPlace.append(...order.slice(0, state.count).flatMap((row) => row.item || []));
    }
    hint.replaceChildren(...notes(client, answer, state, update));
  }

  return { filters, rowsPlace, more, clear, draw, complete };
}

/**
 * The units of an answer that the filters leave, in their order.
 * @param {SearchClient} client
 * @param {Found} found
 * @param {SearchState} state
 */
function chosenUnits({ results }, found, state) {
  const units = results.narrowed(found.units, state.chosen);
  return state.sort === "date" ? results.byDate(units) : units;
}

/**
 * Keys of the files that filters and order need.
 * @param {SearchState} state
 * @param {string[]} facets
 */
function keysFor(state, facets) {
  const wanted = Object.keys(state.chosen).filter((name) => name !== "kind");
  return [...new Set([...wanted, ...facets])]
    .map((name) => `f${name}`)
    .concat(state.sort === "date" ? ["dates"] : []);
}

/**
 * What is drawn of what was found.
 * @param {SearchClient} client
 * @param {ReturnType<typeof makeVerified>} verified
 * @param {Found} found
 * @param {SearchState} state
 */
async function answerOf(client, verified, found, state) {
  const { results, rowsOf, groupSets, refine, files } = client;
  let units = chosenUnits(client, found, state);
  const quoted = found.quoted ? await verified(units, found, found.quoted, state.count) : null;
  const rows = quoted ? quoted.rows : await rowsOf(units.slice(0, state.count), found.groups, EVEN);
  const isRanked = !found.quoted && state.sort !== "date";
  const inOrder = () => (isRanked ? [...refine(rows.slice(0, SHOWN), found), ...rows.slice(SHOWN)] : rows);
  const areHere = rows.every((row) => !row.file || files.has(row.file));
  if (quoted?.isWhole && units.length <= PHRASES_MOST) units = rows.map((row) => row.unit);
  /** @type {Answer} */
  const answer = {
    rows: areHere ? inOrder() : rows,
    found,
    units,
    whole: results.narrowed(found.units.slice(0, found.all), state.chosen).length,
    isPart: Boolean(quoted && !quoted.isWhole),
    sets: groupSets(found.groups),
    words: new Map(),
  };
  return { answer, order: areHere ? () => null : inOrder };
}

/**
 * A function that fills the page with the answer to what is asked for.
 * @param {SearchClient} client
 * @param {HTMLElement} place
 * @param {HTMLInputElement} own
 * @param {ReturnType<typeof makeParts>} parts
 */
function makeUpdate(client, place, own, parts) {
  const { manifest, results, planner } = client;
  const verified = makeVerified(client);
  const facets = Object.keys(manifest.facets);
  let turn = 0;
  let wantsFacets = Object.values(manifest.facets).reduce((sum, [, size]) => sum + size, 0) < SMALL_FACETS;
  const read = () => stateOf(location.search, results.facetNames);

  async function update(state = read()) {
    place.setAttribute("aria-busy", "true");
    const mine = turn + 1;
    await fill(state);
    if (mine === turn) place.setAttribute("aria-busy", "false");
  }
  const again = () => void update();
  const wantFacets = () => {
    wantsFacets = true;
    update();
  };

  /** @param {SearchState} state */
  async function fill(state) {
    const mine = ++turn;
    if (!state.query) {
      parts.clear();
      write({ q: "", n: "" });
      return;
    }
    const found = await planner.search(state.query);
    if (Object.keys(state.chosen).some((name) => name !== "kind")) wantsFacets = true;
    const lost = await results.fetchAll(keysFor(state, wantsFacets ? facets : []));
    if (mine !== turn) return;
    for (const key of lost) found.failed.add(key);
    const { answer, order } = await answerOf(client, verified, found, state);
    if (mine !== turn) return;
    drawFilters(client, parts.filters, found.units, state, wantFacets);
    parts.draw(answer, state, again);
    if (own.value.trim() === state.query)
      write({ q: state.query, n: state.count > SHOWN ? String(state.count) : "" });
    const failed = await results.fetchAll(answer.rows.map((row) => row.file).filter(Boolean));
    if (mine !== turn) return;
    for (const key of failed) found.failed.add(key);
    parts.complete(answer, state, order(), again);
  }

  return { update, read };
}

/**
 * @param {SearchClient} client
 * @param {HTMLElement} place
 */
export function makePage(client, place) {
  const own = /** @type {HTMLInputElement} */ (document.getElementById("_query"));
  const parts = makeParts(client, place);
  const { filters, rowsPlace, more } = parts;
  const { update, read } = makeUpdate(client, place, own, parts);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement)
      write({ q: own.value.trim(), [target.name]: target.value, n: "" }, true);
    update();
  });
  more.addEventListener("click", () => {
    write({ q: own.value.trim(), n: String(read().count + SHOWN) }, false);
    update();
  });
  own.addEventListener("input", () => {
    update({ ...read(), query: own.value.trim(), count: SHOWN });
  });
  own.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    write({ q: own.value.trim(), n: "" }, true);
    update();
  });
  addEventListener("popstate", () => {
    own.value = read().query;
    update();
  });
  place.closest("main")?.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape" && target !== own) {
      own.focus();
      return;
    }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || target.tagName === "SELECT") return;
    const links = /** @type {HTMLElement[]} */ ([own, ...rowsPlace.querySelectorAll("h2 a")]);
    const at = links.indexOf(target);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  });
  if (!own.value.trim()) own.value = read().query;
  else if (own.value.trim() !== read().query) write({ q: own.value.trim() }, false);
  update();
}
