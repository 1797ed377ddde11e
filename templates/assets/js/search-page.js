/* What a reader sees: the list under the field on every page, and the results page. */

import { makeIndex } from "./search-index.js";
import { makePlanner, PHRASES_MOST, unique } from "./search-plan.js";
import { makeResults } from "./search-results.js";
import { makeSnippets } from "./search-snippet.js";
import { makeText } from "./search-text.js";

const SHOWN = 10;
const LISTED = 8;
const SMALL_FACETS = 8000;
const PASSAGES = 3;
const EVEN = 20;

siteSearch.start = function start(manifest) {
  const { root, field, form, files } = siteSearch;
  const text = makeText(manifest.text);
  const results = makeResults(manifest, siteSearch);
  const index = makeIndex(manifest, files);
  const planner = makePlanner(manifest, text, index, results);
  const snippets = makeSnippets(text);
  /** @type {(source: string, values?: Record<string, string>) => string} */
  const say = (source, values = {}) =>
    (manifest.words[source] || source).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const numbers = new Intl.NumberFormat(manifest.language);
  /** @type {(value: number) => string} */
  const number = (value) => numbers.format(value);
  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string>} attributes
   * @param {(string | Node)[]} children
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  /** @type {(row: Row, sets: Set<string>[]) => HTMLElement} */
  const title = (row, sets) => {
    const element = make("span", { lang: row.language }); // no <bdi>: whatever holds it takes its direction
    snippets.mark(element, row.title, row.language.split("-")[0], sets);
    return element;
  };
  /** @type {(groups: Group[]) => Set<string>[]} */
  const groupSets = (groups) => groups.map((group) => new Set(planner.termsFor(group)));

  /**
   * Load titles and the best passages of units; a row with its passages' numbers for each.
   * @param {number[]} units
   * @param {Group[]} groups
   * @param {number} most
   * @returns {Promise<ShownRow[]>}
   */
  async function rowsOf(units, groups, most) {
    await results.fetchAll(units.map(results.titleKey));
    const sets = planner.rowsFor(groups);
    return units.flatMap((unit) => {
      const row = results.rowOf(unit);
      if (!row) return [];
      const { best, cover } = index.passagesOf(unit, sets);
      const places = best.filter((one, at) => at < most && one[1] === best[0][1]).map(([place]) => place);
      const isBlind = !places.length; // its words are in no passage, or too common to be told where
      if (isBlind) places.push(0);
      const fileOf = (/** @type {number} */ place) => results.textKey(row, place)?.[1] || "";
      const file = fileOf(places[0]); // further passages only where they come with it
      return [
        {
          ...row,
          cover: Math.round(cover * 100),
          passages: places.filter((place) => fileOf(place) === file),
          isBlind,
          file,
        },
      ];
    });
  }

  /**
   * Where the words are too common to be told apart, look for them in the text that was loaded.
   * @param {ShownRow} row
   * @param {Set<string>[]} sets
   */
  function findPassage(row, sets) {
    if (!row.isBlind) return;
    const language = row.language.split("-")[0];
    let most = 0;
    (files.get(row.file) || []).forEach(([, passage], at) => {
      const worth = new Set(snippets.marksOf(passage, language, sets).map((mark) => mark[2])).size;
      if (worth > most) {
        most = worth;
        row.passages = [at];
      }
    });
    row.isBlind = !files.has(row.file);
  }

  /**
   * Among rows whose passages cover the query as well, put those first that have its words as they were typed.
   * @param {ShownRow[]} rows
   * @param {Found} found
   */
  function refine(rows, found) {
    const tokens = found.quoted ? [] : found.groups.flatMap((group) => group.token || []);
    if (tokens.length < 2) return rows;
    for (const row of rows) {
      const language = row.language.split("-")[0];
      const worth = (/** @type {string} */ words) => snippets.typedIn(words, language, tokens);
      const worths = row.passages.map((place) => ({
        place,
        worth: worth((results.passageOf(row, place) || ["", ""])[1]),
      }));
      row.passages = worths
        .sort((one, other) => other.worth - one.worth || one.place - other.place)
        .map(({ place }) => place);
      row.typed = Math.max(worth(row.title), ...worths.map((one) => one.worth));
    }
    const bounds = rows.map((row, at) => (at && row.cover === rows[at - 1].cover ? 0 : 1));
    const runs = bounds.map((_, at) => bounds.slice(0, at + 1).filter(Boolean).length);
    const placed = rows.map((row, at) => ({ row, run: runs[at], typed: row.typed || 0 })); // sorting keeps their order
    return placed.sort((one, other) => one.run - other.run || other.typed - one.typed).map(({ row }) => row);
  }

  /**
   * The first results in their last order: their texts are loaded for it, as they are for snippets.
   * @param {string} query
   */
  async function search(query) {
    const found = await planner.search(query);
    const rows = await rowsOf(found.units.slice(0, SHOWN), found.groups, EVEN);
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    const units = refine(rows, found).map((row) => row.unit);
    return { ...found, units: unique([...units, ...found.units]) };
  }

  /** @type {(row: Row, fragment: string | undefined) => string} */
  const addressOf = (row, fragment) => root + row.ref + (fragment ? `#${fragment}` : "");

  // ---- the list under the field ----

  const list = make("div", {
    id: "_found",
    role: "listbox",
    class: "search-list",
    "aria-label": say("Search results"),
    hidden: "",
  });
  form.append(list);
  const live = make("p", { class: "unseen", role: "status" });
  form.append(live);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-expanded", "false"],
    ["aria-controls", "_found"],
    ["aria-autocomplete", "list"],
  ])
    field.setAttribute(name, value);
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  let active = -1;
  let asked = 0;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function activate(place) {
    const all = options();
    if (!all.length) return;
    active = (place + all.length + 1) % (all.length + 1);
    if (active === all.length) active = -1;
    for (const one of all) one.setAttribute("aria-selected", "false");
    if (active < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[active].id);
  }

  /**
   * @param {ShownRow} row
   * @param {number} at
   * @param {Group[]} groups
   */
  function option(row, at, groups) {
    const sets = groupSets(groups);
    findPassage(row, sets);
    const passage = results.passageOf(row, row.passages[0]);
    const snippet = make("span", { class: "search-text", dir: "auto", lang: row.language });
    if (passage) snippets.show(snippet, passage[1], row.language.split("-")[0], sets);
    return make(
      "a",
      {
        role: "option",
        id: `_found_${at}`,
        "aria-selected": "false",
        tabindex: "-1",
        href: addressOf(row, row.isNamed ? "" : passage?.[0]),
      },
      make("span", { class: "search-title", dir: "auto" }, title(row, sets)),
      make("span", { class: "search-kind" }, manifest.kindLabels[row.kind] || row.kind),
      snippet,
    );
  }

  async function suggest() {
    const query = field.value.trim();
    const turn = ++asked;
    if (!query) {
      close();
      live.textContent = "";
      return;
    }
    const named = await planner.titles(query);
    const found = await planner.search(query);
    if (turn !== asked) return;
    const first = named.units.slice(0, 3);
    const units = [...first, ...found.units.filter((unit) => !first.includes(unit))].slice(0, LISTED);
    const rows = await rowsOf(units, found.groups, 1);
    for (const row of rows) row.isNamed = first.includes(row.unit);
    const draw = () => {
      if (turn !== asked || document.activeElement !== field) return;
      const before = active;
      list.replaceChildren(...rows.map((row, at) => option(row, at, found.groups)));
      list.hidden = !rows.length;
      field.setAttribute("aria-expanded", String(rows.length > 0));
      active = -1;
      if (before >= 0 && before < rows.length) activate(before);
      live.textContent = rows.length
        ? say("Results: {count}", { count: number(found.units.length) })
        : say("Nothing was found for “{query}”.", { query });
    };
    draw();
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    draw();
  }

  field.addEventListener("input", suggest);
  field.addEventListener("focus", () => field.value.trim() && suggest());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      activate(
        active < 0 && event.key === "ArrowUp"
          ? list.children.length - 1
          : active + (event.key === "ArrowDown" ? 1 : -1),
      );
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      options()[active].click();
    }
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  if (field === document.activeElement && field.value.trim()) suggest();
  // What a first answer needs is made ready before it is asked for.
  results.fetchAll(["lengths"]).then(() =>
    setTimeout(() => {
      index.warm();
      number(0);
      text.termsOf(say("All"), manifest.language);
    }, 0),
  );

  // ---- the results page ----

  const place = document.getElementById("_results");
  siteSearch.api = {
    lunr: (/** @type {string} */ query) => planner.lunr(query, true),
    search,
    refs,
    text,
    index,
    manifest,
  };
  if (place) makePage(place);

  /** @param {number[]} units */
  async function refs(units) {
    await results.fetchAll(units.map(results.titleKey));
    return units.map((unit) => results.rowOf(unit)?.ref);
  }

  /** @param {HTMLElement} place */
  function makePage(place) {
    const own = /** @type {HTMLInputElement} */ (document.getElementById("_query"));
    const status = make("p", { class: "search-status", role: "status" });
    const hint = make("div", { class: "search-hint" });
    const filters = make("form", { class: "search-filters", "aria-label": say("Filter and sort") });
    const rowsPlace = make("ol", { class: "search-results" });
    const more = make("button", { type: "button", class: "search-more", hidden: "" }, say("More results"));
    place.replaceChildren(status, hint, filters, rowsPlace, more);
    let turn = 0;
    let shown = SHOWN;
    let wantsFacets = Object.values(manifest.facets).reduce((sum, [, size]) => sum + size, 0) < SMALL_FACETS;

    /** @type {() => SearchState} */
    const read = () => {
      const address = new URLSearchParams(location.search);
      const chosen = Object.fromEntries(
        results.facetNames.map((name) => [name, address.get(name) || ""]).filter(([, value]) => value),
      );
      return {
        query: (address.get("q") || "").trim(),
        chosen,
        sort: address.get("sort") || "",
        count: Math.max(SHOWN, Number(address.get("n")) || 0),
      };
    };
    /** @type {(changes: Record<string, string>, isStep?: boolean) => void} */
    const write = (changes, isStep) => {
      const address = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes))
        if (value) address.set(name, value);
        else address.delete(name);
      const wanted = location.pathname + queryOf(address);
      if (wanted === location.pathname + location.search) return;
      try {
        history[isStep ? "pushState" : "replaceState"](null, "", wanted);
      } catch {
        /* a folder's page may keep its address, and some browsers stop who writes too often */
      }
    };

    async function update(state = read()) {
      place.setAttribute("aria-busy", "true");
      const mine = turn + 1;
      await fill(state);
      if (mine === turn) place.setAttribute("aria-busy", "false");
    }

    /** @param {SearchState} state */
    async function fill(state) {
      const mine = ++turn;
      shown = state.count;
      if (!state.query) {
        clear();
        write({ q: "", n: "" });
        return;
      }
      const found = await planner.search(state.query);
      const wanted = Object.keys(state.chosen)
        .filter((name) => name !== "kind")
        .map((name) => `f${name}`);
      if (Object.keys(state.chosen).length > wanted.length + 1 || wanted.length) wantsFacets = true;
      const lost = await results.fetchAll([
        ...wanted,
        ...(state.sort === "date" ? ["dates"] : []),
        ...(wantsFacets ? Object.keys(manifest.facets).map((name) => `f${name}`) : []),
      ]);
      if (mine !== turn) return;
      for (const key of lost) found.failed.add(key);
      let units = results.narrowed(found.units, state.chosen);
      if (state.sort === "date") units = results.byDate(units);
      const quoted = found.quoted ? await verified(units, found, found.quoted) : null;
      const rows = quoted ? quoted.rows : await rowsOf(units.slice(0, shown), found.groups, EVEN);
      if (mine !== turn) return;
      const isRanked = !found.quoted && state.sort !== "date";
      const inOrder = () =>
        isRanked ? [...refine(rows.slice(0, SHOWN), found), ...rows.slice(SHOWN)] : rows;
      const areHere = rows.every((row) => !row.file || files.has(row.file));
      if (quoted?.isWhole && units.length <= PHRASES_MOST) units = rows.map((row) => row.unit);
      const whole = results.narrowed(found.units.slice(0, found.all), state.chosen).length;
      drawFilters(found.units, state);
      /** @type {Answer} */
      const answer = {
        rows: areHere ? inOrder() : rows,
        found,
        units,
        whole,
        isPart: Boolean(quoted && !quoted.isWhole),
        sets: groupSets(found.groups),
        words: new Map(),
      };
      draw(answer, state);
      if (own.value.trim() === state.query)
        write({ q: state.query, n: state.count > SHOWN ? String(state.count) : "" });
      const failed = await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
      if (mine !== turn) return;
      for (const key of failed) found.failed.add(key);
      const last = areHere ? rows : inOrder();
      for (const row of last) addLines(row, answer.sets, answer.words);
      if (!areHere && !rowsPlace.contains(document.activeElement))
        rowsPlace.append(...last.slice(0, shown).flatMap((row) => row.item || []));
      hint.replaceChildren(...notes(answer, state));
    }

    /** @type {(row: Row) => string} */
    const languageOf = (row) => row.language.split("-")[0].toLowerCase();

    /**
     * Rows of the units in whose text every phrase stands; asks no more texts than it must.
     * @param {number[]} units
     * @param {Found} found
     * @param {string[]} quoted
     * @returns {Promise<{ rows: ShownRow[], isWhole: boolean }>}
     */
    async function verified(units, found, quoted) {
      const rows = /** @type {ShownRow[]} */ ([]);
      let at = 0;
      for (; at < units.length && at < PHRASES_MOST && rows.length < shown; at += SHOWN) {
        const some = await rowsOf(units.slice(at, at + SHOWN), found.groups, Number.POSITIVE_INFINITY);
        for (const key of await results.fetchAll(some.flatMap((row) => row.texts.map(([, name]) => name))))
          found.failed.add(key);
        for (const row of some) {
          const own = quoted.map((phrase) => phrasePlaces(row, phrase));
          const inTitle = quoted.map((phrase) => planner.holdsPhrase(row.title, phrase, languageOf(row)));
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
      const language = languageOf(row);
      const places = /** @type {number[]} */ ([]);
      for (const [first, name] of row.texts) {
        (files.get(name) || []).forEach(([, passage], at) => {
          if (planner.holdsPhrase(passage, phrase, language)) places.push(first + at);
        });
      }
      return places;
    }

    function clear() {
      status.textContent = "";
      hint.replaceChildren(help());
      filters.replaceChildren();
      rowsPlace.replaceChildren();
      more.hidden = true;
    }

    const help = () =>
      make(
        "p",
        { class: "search-help" },
        say(
          "Several words: pages that have them all come first. “Words in quotation marks” must follow one another; +must, -not, begin*, near~1 and title:word work as well.",
        ),
      );

    /**
     * @param {Answer} answer
     * @param {SearchState} state
     */
    function draw(answer, state) {
      const { rows, units, sets, words } = answer;
      rowsPlace.replaceChildren(...rows.slice(0, shown).map((row) => item(row, sets)));
      for (const row of rows) addLines(row, sets, words);
      more.hidden = units.length <= rows.length;
      status.textContent = summary(answer, state);
      hint.replaceChildren(...notes(answer, state));
    }

    /**
     * @param {Answer} answer
     * @param {SearchState} state
     */
    function summary({ rows, found, units, whole, isPart }, state) {
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
     * @param {Answer} answer
     * @param {SearchState} state
     */
    function notes({ rows, found, words }, state) {
      const list = /** @type {HTMLElement[]} */ ([]);
      if (found.quoted)
        list.push(make("p", {}, say("Words in quotation marks are checked in the text of each page shown.")));
      if (found.common?.length && !rows.length)
        list.push(
          make(
            "p",
            {},
            say("Words as common as “{words}” are left out of the index.", { words: found.common.join(" ") }),
          ),
        );
      if (found.isOdd)
        list.push(make("p", {}, say("This is no complete query, so its signs were read as plain text.")));
      for (const group of found.instead) {
        const near = [...(words.get(found.groups.indexOf(group)) || [])].slice(0, 3);
        if (!near.length && rows.length) continue;
        const links = (near.length ? near : [...(group.near || new Map()).keys()].slice(0, 3)).flatMap(
          (word, at) => {
            const link = make(
              "a",
              { href: queryOf(new URLSearchParams({ q: planner.withWord(state.query, group.token, word) })) },
              word,
            );
            return at ? [", ", link] : [link];
          },
        );
        list.push(
          make(
            "p",
            { class: "search-near" },
            `${say("No page has “{word}”. Near it:", { word: group.token })} `,
            ...links,
          ),
        );
      }
      if (found.failed.size) {
        const again = make("button", { type: "button" }, say("Try again"));
        again.addEventListener("click", () => update());
        list.push(
          make(
            "p",
            { class: "search-failed" },
            `${say("A part of the index could not be loaded, so results may be missing: {files}", {
              files: [...found.failed].map((key) => `search/${results.pathOf(key)}.js`).join(", "),
            })} `,
            again,
          ),
        );
      }
      if (!rows.length && !found.failed.size) list.push(help());
      return list;
    }

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
      const language = row.language.split("-")[0];
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

    /**
     * @param {number[]} units
     * @param {SearchState} state
     */
    function drawFilters(units, state) {
      const selects = results.facetNames
        .filter((name) => results.facet(name))
        .flatMap((name) => {
          const counts = results.countsOf(name, results.narrowed(units, state.chosen, name));
          if (counts.length < 2 && !state.chosen[name]) return [];
          const select = make(
            "select",
            { name, id: `_by_${name}` },
            make("option", { value: "" }, say("All")),
          );
          for (const [value, label, count] of counts.slice(0, 200))
            select.append(make("option", { value }, `${label} (${number(count)})`));
          if (state.chosen[name] && !counts.some(([value]) => value === state.chosen[name]))
            select.append(make("option", { value: state.chosen[name] }, `${state.chosen[name]} (0)`));
          select.value = state.chosen[name] || "";
          return make("label", {}, `${say(FACET_LABELS[name])} `, select);
        });
      const sort = make(
        "select",
        { name: "sort", id: "_by_sort" },
        make("option", { value: "" }, say("Relevance")),
        make("option", { value: "date" }, say("Date, newest first")),
      );
      sort.value = state.sort;
      const missing = Object.keys(manifest.facets).some((name) => !results.facet(name));
      const button = make("button", { type: "button" }, say("More filters"));
      button.addEventListener("click", () => {
        wantsFacets = true;
        update();
      });
      const focused = filters.contains(document.activeElement) ? document.activeElement?.id : "";
      filters.replaceChildren(
        ...selects,
        make("label", {}, `${say("Sort by")} `, sort),
        ...(missing ? [button] : []),
      );
      if (focused) document.getElementById(focused)?.focus();
    }

    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement)
        write({ q: own.value.trim(), [target.name]: target.value, n: "" }, true);
      update();
    });
    more.addEventListener("click", () => {
      write({ q: own.value.trim(), n: String(shown + SHOWN) }, false);
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
};

/**
 * Parameters as the end of an address.
 * @type {(parameters: URLSearchParams) => string}
 */
const queryOf = (parameters) => {
  const text = parameters.toString();
  return text && `?${text}`;
};

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
