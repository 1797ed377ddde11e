/* What a reader sees: the list under the field on every page, and the results page. */

const SHOWN = 10, LISTED = 8, SMALL_FACETS = 8000, PASSAGES = 3, EVEN = 20;

siteSearch.start = function start() {
  const { manifest, root, field, files } = siteSearch;
  const text = makeText(manifest.text);
  const results = makeResults(manifest, siteSearch);
  const index = makeIndex(manifest, files);
  const planner = makePlanner(manifest, text, index, results);
  const snippets = makeSnippets(text);
  const say = (source, values = {}) => (manifest.words[source] || source).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const numbers = new Intl.NumberFormat(manifest.language);
  const number = (value) => numbers.format(value);
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name in attributes) if (attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };
  const title = (row, sets) => {
    const element = make("span", { lang: row.language }); // no <bdi>: whatever holds it takes its direction
    snippets.mark(element, row.title, row.language.split("-")[0], sets);
    return element;
  };
  const groupSets = (groups) => groups.map((group) => new Set(planner.termsFor(group)));

  /** Load titles and the best passages of units; a row with its passages' numbers for each. */
  async function rowsOf(units, groups, most) {
    await results.fetchAll(units.map(results.titleKey));
    const sets = planner.rowsFor(groups);
    const rows = units.map(results.rowOf).filter(Boolean);
    for (const row of rows) {
      const { best, cover } = index.passagesOf(row.unit, sets);
      row.cover = Math.round(cover * 100);
      row.passages = best.filter((one, at) => at < most && one[1] === best[0][1]).map(([place]) => place);
      row.isBlind = !row.passages.length; // its words are in no passage, or too common to be told where
      if (row.isBlind) row.passages = [0];
      const first = results.textKey(row, row.passages[0]);
      row.file = first && first[1]; // further passages only where they come with it
      row.passages = row.passages.filter((place) => (results.textKey(row, place) || [])[1] === row.file);
    }
    return rows;
  }

  /** Where the words are too common to be told apart, look for them in the text that was loaded. */
  function findPassage(row, sets) {
    if (!row.isBlind) return;
    const language = row.language.split("-")[0];
    let most = 0;
    (files.get(row.file) || []).forEach(([, passage], at) => {
      const worth = new Set(snippets.marksOf(passage, language, sets).map((mark) => mark[2])).size;
      if (worth > most) { most = worth; row.passages = [at]; }
    });
    row.isBlind = !files.has(row.file);
  }

  /** Among rows whose passages cover the query as well, put those first that have its words as they were typed. */
  function refine(rows, found) {
    const tokens = found.quoted ? [] : found.groups.map((group) => group.token).filter(Boolean);
    if (tokens.length < 2) return rows;
    for (const row of rows) {
      const language = row.language.split("-")[0], worth = (words) => snippets.typedIn(words, language, tokens);
      const worths = new Map(row.passages.map((place) => [place, worth((results.passageOf(row, place) || ["", ""])[1])]));
      row.passages.sort((one, other) => worths.get(other) - worths.get(one) || one - other);
      row.typed = Math.max(worth(row.title), ...worths.values());
    }
    const bounds = rows.map((row, at) => (at && row.cover === rows[at - 1].cover ? 0 : 1));
    const run = bounds.map((_, at) => bounds.slice(0, at + 1).reduce((sum, one) => sum + one));
    const place = new Map(rows.map((row, at) => [row, at]));
    return rows.slice().sort((one, other) => run[place.get(one)] - run[place.get(other)] || other.typed - one.typed || place.get(one) - place.get(other));
  }

  /** The first results in their last order: their texts are loaded for it, as they are for snippets. */
  async function search(query) {
    const found = await planner.search(query), rows = await rowsOf(found.units.slice(0, SHOWN), found.groups, EVEN);
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    const units = refine(rows, found).map((row) => row.unit);
    return { ...found, units: unique([...units, ...found.units]) };
  }

  const addressOf = (row, fragment) => root + row.ref + (fragment ? "#" + fragment : "");

  // ---- the list under the field ----

  const list = make("div", { id: "_found", role: "listbox", class: "search-list", "aria-label": say("Search results"), hidden: "" });
  field.form.append(list);
  const live = make("p", { class: "unseen", role: "status" });
  field.form.append(live);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "_found"], ["aria-autocomplete", "list"]]) field.setAttribute(name, value);
  let active = -1, asked = 0;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function activate(place) {
    const options = list.children;
    if (!options.length) return;
    active = (place + options.length + 1) % (options.length + 1);
    if (active === options.length) active = -1;
    for (const option of options) option.setAttribute("aria-selected", "false");
    if (active < 0) { field.removeAttribute("aria-activedescendant"); return; }
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[active].id);
  }

  function option(row, at, groups) {
    const sets = groupSets(groups);
    findPassage(row, sets);
    const passage = results.passageOf(row, row.passages[0]);
    const snippet = make("span", { class: "search-text", dir: "auto", lang: row.language });
    if (passage) snippets.show(snippet, passage[1], row.language.split("-")[0], sets);
    return make("a", { role: "option", id: "_found_" + at, "aria-selected": "false", tabindex: "-1",
      href: addressOf(row, row.isNamed ? "" : passage && passage[0]) },
      make("span", { class: "search-title", dir: "auto" }, title(row, sets)),
      make("span", { class: "search-kind" }, manifest.kindLabels[row.kind] || row.kind), snippet);
  }

  async function suggest() {
    const query = field.value.trim(), turn = ++asked;
    if (!query) { close(); live.textContent = ""; return; }
    const named = await planner.titles(query);
    const found = await planner.search(query);
    if (turn !== asked) return;
    const first = named.units.slice(0, 3), units = [...first, ...found.units.filter((unit) => !first.includes(unit))].slice(0, LISTED);
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
      live.textContent = rows.length ? say("Results: {count}", { count: number(found.units.length) }) : say("Nothing was found for “{query}”.", { query });
    };
    draw();
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    draw();
  }

  field.addEventListener("input", suggest);
  field.addEventListener("focus", () => field.value.trim() && suggest());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      activate(active < 0 && event.key === "ArrowUp" ? list.children.length - 1 : active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      list.children[active].click();
    }
  });
  field.form.addEventListener("focusout", (event) => { if (!field.form.contains(event.relatedTarget)) close(); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  if (field === document.activeElement && field.value.trim()) suggest();
  // What a first answer needs is made ready before it is asked for.
  results.fetchAll(["lengths"]).then(() => setTimeout(() => { index.warm(); number(0); text.termsOf(say("All"), manifest.language); }, 0));

  // ---- the results page ----

  const place = document.getElementById("_results");
  siteSearch.api = { lunr: (query) => planner.lunr(query, true), search, refs, text, index, manifest };
  if (place) makePage(place);

  async function refs(units) {
    await results.fetchAll(units.map(results.titleKey));
    return units.map((unit) => results.rowOf(unit).ref);
  }

  function makePage(place) {
    const own = document.getElementById("_query");
    const status = make("p", { class: "search-status", role: "status" });
    const hint = make("div", { class: "search-hint" });
    const filters = make("form", { class: "search-filters", "aria-label": say("Filter and sort") });
    const rowsPlace = make("ol", { class: "search-results" });
    const more = make("button", { type: "button", class: "search-more", hidden: "" }, say("More results"));
    place.replaceChildren(status, hint, filters, rowsPlace, more);
    let turn = 0, shown = SHOWN, wantsFacets = Object.values(manifest.facets).reduce((sum, [, size]) => sum + size, 0) < SMALL_FACETS;

    const read = () => {
      const address = new URLSearchParams(location.search), chosen = {};
      for (const name of results.facetNames) if (address.get(name)) chosen[name] = address.get(name);
      return { query: (address.get("q") || "").trim(), chosen, sort: address.get("sort") || "", count: Math.max(SHOWN, +address.get("n") || 0) };
    };
    const write = (changes, isStep) => {
      const address = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) value ? address.set(name, value) : address.delete(name);
      const wanted = location.pathname + queryOf(address);
      if (wanted === location.pathname + location.search) return;
      try { history[isStep ? "pushState" : "replaceState"](null, "", wanted); } catch { /* a folder's page may keep its address, and some browsers stop who writes too often */ }
    };

    async function update(state = read()) {
      place.setAttribute("aria-busy", "true");
      const mine = turn + 1;
      await fill(state);
      if (mine === turn) place.setAttribute("aria-busy", "false");
    }

    async function fill(state) {
      const mine = ++turn;
      shown = state.count;
      if (!state.query) { clear(); write({ q: "", n: "" }); return; }
      const found = await planner.search(state.query);
      const wanted = Object.keys(state.chosen).filter((name) => name !== "kind").map((name) => "f" + name);
      if (Object.keys(state.chosen).length > wanted.length + 1 || wanted.length) wantsFacets = true;
      const lost = await results.fetchAll([...wanted, ...(state.sort === "date" ? ["dates"] : []), ...(wantsFacets ? Object.keys(manifest.facets).map((name) => "f" + name) : [])]);
      if (mine !== turn) return;
      for (const key of lost) found.failed.add(key);
      let units = results.narrowed(found.units, state.chosen);
      if (state.sort === "date") units = results.byDate(units);
      const rows = found.quoted ? await verified(units, found) : await rowsOf(units.slice(0, shown), found.groups, EVEN);
      if (mine !== turn) return;
      const isRanked = !found.quoted && state.sort !== "date";
      const inOrder = () => (isRanked ? [...refine(rows.slice(0, SHOWN), found), ...rows.slice(SHOWN)] : rows);
      const areHere = rows.every((row) => !row.file || files.has(row.file));
      if (found.quoted && units.length <= PHRASES_MOST && rows.isWhole) units = rows.map((row) => row.unit);
      found.whole = results.narrowed(found.units.slice(0, found.all), state.chosen).length;
      drawFilters(found.units, state);
      const sets = groupSets(found.groups), words = new Map();
      draw(areHere ? inOrder() : rows, found, units, state, sets, words);
      if (own.value.trim() === state.query) write({ q: state.query, n: state.count > SHOWN ? String(state.count) : "" });
      const failed = await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
      if (mine !== turn) return;
      for (const key of failed) found.failed.add(key);
      const last = areHere ? rows : inOrder();
      for (const row of last) addLines(row, sets, words);
      if (!areHere && !rowsPlace.contains(document.activeElement)) rowsPlace.append(...last.slice(0, shown).map((row) => row.item));
      hint.replaceChildren(...notes(found, rows, words, state));
    }

    /** Rows of the units in whose text every phrase stands; asks no more texts than it must. */
    async function verified(units, found) {
      const rows = [];
      let at = 0;
      for (; at < units.length && at < PHRASES_MOST && rows.length < shown; at += SHOWN) {
        const some = await rowsOf(units.slice(at, at + SHOWN), found.groups, Infinity);
        for (const key of await results.fetchAll(some.flatMap((row) => row.texts.map(([, name]) => name)))) found.failed.add(key);
        for (const row of some) {
          const own = found.quoted.map((tokens) => phrasePlaces(row, tokens));
          const inTitle = found.quoted.map((tokens) => planner.holdsPhrase(row.title, tokens));
          if (!own.every((places, number) => places.length || inTitle[number])) continue;
          row.passages = [...new Set(own.flat())].slice(0, PASSAGES);
          if (!row.passages.length) row.passages = [0];
          rows.push(row);
        }
      }
      rows.isWhole = at >= units.length;
      return rows;
    }

    function phrasePlaces(row, tokens) {
      const places = [];
      for (const [first, name] of row.texts) {
        (files.get(name) || []).forEach(([, passage], at) => { if (planner.holdsPhrase(passage, tokens)) places.push(first + at); });
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

    const help = () => make("p", { class: "search-help" }, say("Several words: pages that have them all come first. “Words in quotation marks” must follow one another; +must, -not, begin*, near~1 and title:word work as well."));

    function draw(rows, found, units, state, sets, words) {
      rowsPlace.replaceChildren(...rows.slice(0, shown).map((row) => item(row, sets)));
      for (const row of rows) addLines(row, sets, words);
      more.hidden = units.length <= rows.length;
      status.textContent = summary(rows, found, units, state);
      hint.replaceChildren(...notes(found, rows, words, state));
    }

    function summary(rows, found, units, state) {
      if (!rows.length) return say("Nothing was found for “{query}”.", { query: state.query });
      const count = number(found.quoted && !rows.isWhole ? rows.length : units.length);
      if (found.quoted || found.whole === units.length) return say("Results: {count}", { count });
      if (!found.whole) return say("No page has all the words. With some of them: {count}", { count });
      return say("Results: {count}. With some of the words: {more}", { count: number(found.whole), more: number(units.length - found.whole) });
    }

    function notes(found, rows, words, state) {
      const list = [];
      if (found.quoted) list.push(make("p", {}, say("Words in quotation marks are checked in the text of each page shown.")));
      if (found.common && found.common.length && !rows.length) list.push(make("p", {}, say("Words as common as “{words}” are left out of the index.", { words: found.common.join(" ") })));
      if (found.isOdd) list.push(make("p", {}, say("This is no complete query, so its signs were read as plain text.")));
      for (const group of found.instead) {
        const near = [...(words.get(found.groups.indexOf(group)) || [])].slice(0, 3);
        if (!near.length && rows.length) continue;
        const links = (near.length ? near : [...group.near.keys()].slice(0, 3)).flatMap((word, at) => {
          const link = make("a", { href: queryOf(new URLSearchParams({ q: planner.withWord(state.query, group.token, word) })) }, word);
          return at ? [", ", link] : [link];
        });
        list.push(make("p", { class: "search-near" }, say("No page has “{word}”. Near it:", { word: group.token }) + " ", ...links));
      }
      if (found.failed.size) {
        const again = make("button", { type: "button" }, say("Try again"));
        again.addEventListener("click", () => update());
        list.push(make("p", { class: "search-failed" }, say("A part of the index could not be loaded, so results may be missing: {files}", { files: [...found.failed].map((key) => "search/" + results.pathOf(key) + ".js").join(", ") }) + " ", again));
      }
      if (!rows.length && !found.failed.size) list.push(help());
      return list;
    }

    function item(row, sets) {
      const facts = [manifest.kindLabels[row.kind] || row.kind, row.date].filter(Boolean);
      row.item = make("li", { class: "search-result" },
        make("h2", { dir: "auto" }, make("a", { href: addressOf(row, "") }, title(row, sets))),
        make("p", { class: "search-kind" }, facts.join(" · ")));
      return row.item;
    }

    /** Add a result's passages, as soon as their text is here. */
    function addLines(row, sets, words) {
      if (!row.item || row.item.children.length > 2 || !files.has(row.file)) return;
      const language = row.language.split("-")[0];
      findPassage(row, sets);
      const lines = row.passages.slice(0, PASSAGES).map((number) => results.passageOf(row, number)).filter(Boolean).map(([fragment, passage]) => {
        const link = make("a", { href: addressOf(row, fragment), class: "search-text", dir: "auto", lang: row.language });
        for (const [group, word] of snippets.show(link, passage, language, sets)) words.set(group, (words.get(group) || new Set()).add(word.toLowerCase()));
        return make("p", {}, link);
      });
      row.item.append(...lines);
    }

    function drawFilters(units, state) {
      const selects = results.facetNames.filter((name) => results.facet(name)).map((name) => {
        const counts = results.countsOf(name, results.narrowed(units, state.chosen, name));
        if (counts.length < 2 && !state.chosen[name]) return null;
        const select = make("select", { name, id: "_by_" + name }, make("option", { value: "" }, say("All")));
        for (const [value, label, count] of counts.slice(0, 200)) select.append(make("option", { value }, label + " (" + number(count) + ")"));
        if (state.chosen[name] && !counts.some(([value]) => value === state.chosen[name])) select.append(make("option", { value: state.chosen[name] }, state.chosen[name] + " (0)"));
        select.value = state.chosen[name] || "";
        return make("label", {}, say(FACET_LABELS[name]) + " ", select);
      });
      const sort = make("select", { name: "sort", id: "_by_sort" }, make("option", { value: "" }, say("Relevance")), make("option", { value: "date" }, say("Date, newest first")));
      sort.value = state.sort;
      const missing = Object.keys(manifest.facets).some((name) => !results.facet(name));
      const button = make("button", { type: "button" }, say("More filters"));
      button.addEventListener("click", () => { wantsFacets = true; update(); });
      const focused = filters.contains(document.activeElement) && document.activeElement.id;
      filters.replaceChildren(...selects.filter(Boolean), make("label", {}, say("Sort by") + " ", sort), ...(missing ? [button] : []));
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    }

    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("change", (event) => { write({ q: own.value.trim(), [event.target.name]: event.target.value, n: "" }, true); update(); });
    more.addEventListener("click", () => { write({ q: own.value.trim(), n: String(shown + SHOWN) }, false); update(); });
    own.addEventListener("input", () => { update({ ...read(), query: own.value.trim(), count: SHOWN }); });
    own.form.addEventListener("submit", (event) => { event.preventDefault(); write({ q: own.value.trim(), n: "" }, true); update(); });
    addEventListener("popstate", () => { own.value = read().query; update(); });
    place.closest("main").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target !== own) { own.focus(); return; }
      if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.target.tagName === "SELECT") return;
      const links = [own, ...rowsPlace.querySelectorAll("h2 a")], at = links.indexOf(event.target);
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at >= 0 && next) { event.preventDefault(); next.focus(); }
    });
    if (!own.value.trim()) own.value = read().query;
    else if (own.value.trim() !== read().query) write({ q: own.value.trim() }, false);
    update();
  }
};

/** Parameters as the end of an address. */
const queryOf = (parameters) => { const text = parameters.toString(); return text && "?" + text; };

const FACET_LABELS = { kind: "Kind", speaker: "Speaker", topic: "Topic", language: "Language", year: "Year", status: "Claim status", contested: "Contested" };
