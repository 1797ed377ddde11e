/* What the list under the field and the results page have in common: rows of pages, with their best passages. */

import { makeIndex } from "./search-index.js";
import { makePlanner, unique } from "./search-plan.js";
import { makeResults } from "./search-results.js";
import { makeSnippets } from "./search-snippet.js";
import { makeText } from "./search-text.js";

export const SHOWN = 10;
export const EVEN = 20;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} children
 */
export const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** @type {(row: Row) => string} */
export const languageOf = (row) => row.language.split("-")[0];

/**
 * What is said, in the site's language.
 * @param {Manifest} manifest
 */
function makeSaying(manifest) {
  const numbers = new Intl.NumberFormat(manifest.language);
  return {
    /** @type {(source: string, values?: Record<string, string>) => string} */
    say: (source, values = {}) =>
      (manifest.words[source] || source).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""),
    /** @type {(value: number) => string} */
    number: (value) => numbers.format(value),
  };
}

/**
 * A function that loads the rows of units.
 * @param {SearchIndex} index
 * @param {SearchResults} results
 * @param {SearchPlanner} planner
 */
function makeRowsOf(index, results, planner) {
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

  return rowsOf;
}

/**
 * The passages of rows whose text was loaded.
 * @param {IndexFiles} files
 * @param {SearchResults} results
 * @param {Snippets} snippets
 */
function makePassages(files, results, snippets) {
  /**
   * Where the words are too common to be told apart, look for them in the text that was loaded.
   * @param {ShownRow} row
   * @param {Set<string>[]} sets
   */
  function findPassage(row, sets) {
    if (!row.isBlind) return;
    const language = languageOf(row);
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
      const language = languageOf(row);
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

  return { findPassage, refine };
}

/**
 * All that searches and shows.
 * @param {Manifest} manifest
 * @param {SiteSearch} search
 */
export function makeClient(manifest, { root, files, load }) {
  const text = makeText(manifest.text);
  const results = makeResults(manifest, { files, load });
  const index = makeIndex(manifest, files);
  const planner = makePlanner(manifest, text, index, results);
  const snippets = makeSnippets(text);
  const rowsOf = makeRowsOf(index, results, planner);
  const passages = makePassages(files, results, snippets);
  /** @type {(row: Row, sets: Set<string>[]) => HTMLElement} */
  const title = (row, sets) => {
    const element = make("span", { lang: row.language }); // no <bdi>: whatever holds it takes its direction
    snippets.mark(element, row.title, languageOf(row), sets);
    return element;
  };
  /** @type {(groups: Group[]) => Set<string>[]} */
  const groupSets = (groups) => groups.map((group) => new Set(planner.termsFor(group)));

  /** @type {(row: Row, fragment: string | undefined) => string} */
  const addressOf = (row, fragment) => root + row.ref + (fragment ? `#${fragment}` : "");

  /**
   * The first results in their last order: their texts are loaded for it, as they are for snippets.
   * @param {string} query
   */
  async function search(query) {
    const found = await planner.search(query);
    const rows = await rowsOf(found.units.slice(0, SHOWN), found.groups, EVEN);
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    const units = passages.refine(rows, found).map((row) => row.unit);
    return { ...found, units: unique([...units, ...found.units]) };
  }

  return {
    manifest,
    files,
    text,
    results,
    index,
    planner,
    snippets,
    rowsOf,
    title,
    groupSets,
    addressOf,
    search,
    ...makeSaying(manifest),
    ...passages,
  };
}
