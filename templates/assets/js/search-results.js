/* Hits as pages: titles, texts, dates and facets out of their files. */

import { numbersOf } from "./search-index.js";

const FILE_NAME = 4;
const TOGETHER = 16;
const ANCIENT = 2 ** 30;

/**
 * Loads files by their keys.
 * @param {Manifest} manifest
 * @param {Pick<SiteSearch, "files" | "load">} search
 */
function makeFiles(manifest, { files, load }) {
  /** @param {string} key */
  function pathOf(key) {
    const number = +key.slice(1);
    if (/^s\d+$/.test(key)) return `s/${number}-${manifest.shards.substr(FILE_NAME * number, FILE_NAME)}`;
    if (/^d\d+$/.test(key))
      return `d/${number}-${manifest.titles.substr(FILE_NAME * Math.floor(number / TOGETHER), FILE_NAME)}`;
    if (/^v\d+$/.test(key)) return `v/${manifest.vocabulary[number]}`;
    if (manifest.facets[key.slice(1)]) return `f/${manifest.facets[key.slice(1)][0]}`;
    if (key === "lengths" || key === "dates") return manifest[key];
    return `t/${key.slice(0, 2)}/${key.slice(2)}`;
  }

  /**
   * Load files by their keys; the keys of those that failed.
   * @param {string[]} keys
   */
  async function fetchAll(keys) {
    const missing = [...new Set(keys)].filter((key) => !files.has(key));
    await Promise.allSettled(missing.map((key) => load(pathOf(key))));
    return missing.filter((key) => !files.has(key));
  }

  /**
   * Load the stemmers that a query's words may need.
   * @param {string[]} algorithms
   */
  async function fetchStemmers(algorithms) {
    const names = algorithms.filter((name) => manifest.stemmers[name]);
    const paths = (names.length ? ["base", ...names] : []).map((name) => `stem/${manifest.stemmers[name]}`);
    await Promise.allSettled(paths.map(load));
  }
  return { pathOf, fetchAll, fetchStemmers };
}

/**
 * Units as rows, with their passages.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
function makeRows(manifest, files) {
  const { perFile } = manifest;

  /** @param {number} unit */
  function kindOf(unit) {
    let kind = "";
    for (const [name, first] of manifest.kinds) if (first <= unit) kind = name;
    return kind;
  }

  /** @type {(unit: number) => `d${number}`} */
  const titleKey = (unit) => `d${Math.floor(unit / perFile)}`;

  /**
   * A unit's row: {unit, ref, title, language, date, kind, texts}; texts are [number of first passage, name].
   * @param {number} unit
   * @returns {Row | null}
   */
  function rowOf(unit) {
    const row = (files.get(titleKey(unit)) || [])[unit % perFile];
    if (!row) return null;
    const [ref, title, language, date, ...rest] = row;
    const texts = /** @type {[first: number, name: string][]} */ ([]);
    rest.forEach((value, at) => {
      if (typeof value === "string") {
        const first = rest[at - 1];
        texts.push([typeof first === "number" ? first : 0, value]);
      }
    });
    return { unit, ref, title, language, date, kind: kindOf(unit), texts };
  }

  /**
   * The passage of that number: [fragment, text], and the key of its file.
   * @type {(row: Row, number: number) => [first: number, name: string] | undefined}
   */
  const textKey = (row, number) => row.texts.filter(([first]) => first <= number).pop();
  /**
   * @param {Row} row
   * @param {number} number
   */
  function passageOf(row, number) {
    const part = textKey(row, number);
    return part && (files.get(part[1]) || [])[number - part[0]];
  }

  return { rowOf, titleKey, textKey, passageOf };
}

/**
 * @param {FacetFile} file
 * @param {number} count
 * @returns {Facet}
 */
function decode(file, count) {
  const [values, labels, packed] = file;
  const next = numbersOf(packed);
  const starts = new Uint32Array(count + 1);
  const own = /** @type {number[]} */ ([]);
  for (let unit = 0; unit < count; unit++) {
    for (let left = next(); left > 0; left--) own.push(next());
    starts[unit + 1] = own.length;
  }
  return { values, labels, of: (unit) => own.slice(starts[unit], starts[unit + 1]) };
}

/**
 * The kinds of pages as a facet.
 * @param {Manifest} manifest
 * @returns {Facet}
 */
function kindsOf(manifest) {
  const values = [...new Set(manifest.kinds.map(([kind]) => kind))];
  const own = values.map((_, at) => [at]);
  const known = /** @type {number[][]} */ (new Array(manifest.n));
  for (const [at, [kind, first]] of manifest.kinds.entries()) {
    known.fill(own[values.indexOf(kind)], first, manifest.kinds[at + 1]?.[1]);
  }
  return {
    values,
    labels: values.map((kind) => manifest.kindLabels[kind] || kind),
    of: (unit) => known[unit],
  };
}

/**
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
function makeFacets(manifest, files) {
  const decoded = /** @type {Map<string, Facet>} */ (new Map());
  let ofKinds = /** @type {Facet | null} */ (null);
  /**
   * @param {string} name
   * @returns {Facet | undefined}
   */
  function facet(name) {
    if (name === "kind") {
      ofKinds ||= kindsOf(manifest);
      return ofKinds;
    }
    const file = files.get(`f${name}`);
    if (file && !decoded.has(name)) {
      decoded.set(name, decode(file, manifest.n));
    }
    return decoded.get(name);
  }

  const facetNames = ["kind", ...Object.keys(manifest.facets)];

  /**
   * Those units that have the chosen values of all facets but one.
   * @param {number[]} units
   * @param {Record<string, string>} chosen
   * @param {string} [but]
   */
  function narrowed(units, chosen, but) {
    const tests = Object.entries(chosen).flatMap(([name, value]) => {
      const one = name === but ? undefined : facet(name);
      return one ? [{ of: one.of, number: one.values.indexOf(value) }] : [];
    });
    return !tests.length
      ? units
      : units.filter((unit) => tests.every(({ of, number }) => of(unit).includes(number)));
  }

  /**
   * A facet's values among units: [value, label, how many], most first.
   * @param {string} name
   * @param {number[]} units
   * @returns {[value: string, label: string, count: number][]}
   */
  function countsOf(name, units) {
    const one = facet(name);
    if (!one) return [];
    const counts = new Uint32Array(one.values.length);
    for (const unit of units) for (const number of one.of(unit)) counts[number]++;
    const rows = one.values.map(
      (value, at) => /** @type {[string, string, number]} */ ([value, one.labels[at], counts[at]]),
    );
    return rows.filter((entry) => entry[2]).sort((a, b) => b[2] - a[2]);
  }

  return { facet, facetNames, narrowed, countsOf };
}

/**
 * A function that puts units in the order of their dates, newest first.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
function makeByDate(manifest, files) {
  let days = /** @type {Float64Array | null} */ (null);
  /** @param {number[]} units */
  function byDate(units) {
    const next = numbersOf(files.get("dates") || "");
    // Before the year 1 a number is ANCIENT and the distance (search/results.py); 0 is no date.
    const known =
      days ||
      Float64Array.from({ length: manifest.n }, () => {
        const day = next();
        return day > ANCIENT ? ANCIENT - day : day || Number.NEGATIVE_INFINITY;
      });
    days = known;
    return units.slice().sort((one, other) => known[other] - known[one]);
  }

  return byDate;
}

/**
 * @param {Manifest} manifest
 * @param {Pick<SiteSearch, "files" | "load">} search
 */
export function makeResults(manifest, search) {
  const { files } = search;
  return {
    ...makeFiles(manifest, search),
    ...makeRows(manifest, files),
    ...makeFacets(manifest, files),
    byDate: makeByDate(manifest, files),
  };
}
