/* The index in the browser: packed rows out of shards, and Lunr's answer to a query straight from them.
 * Forms of the files: sitegen/search/packing.py, rows.py, shards.py. */

import { accepted, automatonNear, automatonOf, PROHIBITED, REQUIRED } from "./search-lunr.js";

const LETTERS = new Uint8Array(128);
for (let code = 32, value = 0; code < 127; code++) if (code !== 34 && code !== 92) LETTERS[code] = value++;
const ENDS = 46;
const MORE = 47;
const LONG = 20;
const FEW_ROWS = 16;

/**
 * A function that gives the next number of a packed string; `next.at` is where it stands.
 * @param {string} packed
 */
export function numbersOf(packed) {
  const next = () => {
    let letter = LETTERS[packed.charCodeAt(next.at++)];
    if (letter < ENDS) return letter;
    let value = letter;
    for (let scale = MORE; ; scale *= MORE) {
      letter = LETTERS[packed.charCodeAt(next.at++)];
      value += letter * scale;
      if (letter < ENDS) return value;
    }
  };
  next.at = 0;
  return next;
}

/**
 * Front-coded sorted terms.
 * @param {string} text
 */
function termsFrom(text) {
  let before = "";
  return text
    ? text.split("\n").map((line) => (before = before.slice(0, LETTERS[line.charCodeAt(0)]) + line.slice(1)))
    : [];
}

/**
 * The first place in a sorted list whose value is not below another.
 * @template {string | number} Value
 * @param {ArrayLike<Value>} list
 * @param {Value} value
 * @param {number} [size]
 */
export function placeOf(list, value, size = list.length) {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The shards of terms.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
function makeShards(manifest, files) {
  const firsts = termsFrom(manifest.firsts);
  const alone = new Map(termsFrom(manifest.alone).map((term, at) => [term, firsts.length + at]));
  /** @type {Map<number, { terms: string[], body: string, starts: number[] }>} */
  const shards = new Map();
  /** @type {(term: string) => number} */
  const rangeOf = (term) => {
    const place = placeOf(firsts, term);
    return firsts[place] === term ? place : Math.max(0, place - 1);
  };
  /** @type {(term: string) => number} */
  const shardOf = (term) => alone.get(term) ?? rangeOf(term);

  /**
   * Numbers of all shards that hold terms with a prefix.
   * @param {string} prefix
   */
  function shardsOfPrefix(prefix) {
    const found = [];
    for (
      let k = rangeOf(prefix);
      k < firsts.length && (firsts[k] <= prefix || firsts[k].startsWith(prefix));
      k++
    )
      found.push(k);
    for (const [term, k] of alone) if (term.startsWith(prefix)) found.push(k);
    return found;
  }

  /** @param {number} k */
  function open(k) {
    let shard = shards.get(k);
    if (!shard) {
      const [terms, body] = files.get(`s${k}`) || ["", ""];
      shard = { terms: termsFrom(terms), body, starts: [0] };
      if (files.has(`s${k}`)) shards.set(k, shard);
    }
    return shard;
  }

  return { shardOf, shardsOfPrefix, open };
}

/**
 * @param {Numbers} next
 * @param {number} size
 * @param {boolean} hasPlaces
 * @param {boolean} keep
 * @returns {Postings}
 */
function readField(next, size, hasPlaces, keep) {
  const units = new Uint32Array(keep ? size : 0);
  const counts = new Uint32Array(keep ? size : 0);
  const starts = [];
  const places = [];
  let unit = 0;
  for (let at = 0; at < size; at++) {
    const gap = next();
    const count = gap & 1 ? next() + 2 : 1;
    unit += gap >>> 1;
    if (keep) {
      units[at] = unit;
      counts[at] = count;
      starts.push(places.length);
    }
    if (!hasPlaces) continue;
    let place = 0;
    let step;
    do {
      step = next();
      place += step >>> 1;
      if (keep) places.push(place);
    } while (step & 1);
  }
  starts.push(places.length);
  return { units, counts, starts, places, hasPlaces, scores: null };
}

/**
 * A function that gives a term's row.
 * @param {Manifest} manifest
 * @param {ReturnType<typeof makeShards>} shards
 */
function makeRowOf(manifest, { shardOf, open }) {
  const fieldCount = manifest.fields.length;
  const last = fieldCount - 1;
  const placed = manifest.fields.map((_, field) => manifest.placed.includes(field));
  /** @type {Map<string, TermRow>} */
  const rows = new Map();
  /** @param {Numbers} next */
  function skipRow(next) {
    readRow(next, false);
    return next.at;
  }

  /**
   * @param {Numbers} next
   * @param {boolean} keep
   */
  function readRow(next, keep) {
    const code = next();
    const head = code >> 1;
    const isBare = code & 1;
    const sizes = new Array(fieldCount).fill(0);
    sizes[last] = head >> last;
    for (let field = 0; field < last; field++) if ((head >> field) & 1) sizes[field] = next();
    return sizes.map((size, field) => readField(next, size, placed[field] && !isBare, keep));
  }

  /**
   * A term's row, or undefined where no unit has it. Its shard must be here.
   * @param {string} term
   * @returns {TermRow | undefined}
   */
  function rowOf(term) {
    if (rows.has(term)) return rows.get(term);
    const shard = open(shardOf(term));
    const place = placeOf(shard.terms, term);
    if (shard.terms[place] !== term) return undefined;
    const next = numbersOf(shard.body);
    const starts = shard.starts;
    next.at = starts[Math.min(place, starts.length - 1)];
    while (starts.length <= place) starts.push(skipRow(next));
    const row = { term, fields: readRow(next, true), found: 0 };
    for (const { units } of row.fields) row.found += units.length;
    rows.set(term, row);
    return row;
  }

  return rowOf;
}

/**
 * How long fields are, and what a term in them is worth.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
function makeScores(manifest, files) {
  const { n, fields, boosts, sums, k1, b } = manifest;
  let lengths = /** @type {Float64Array[] | null} */ (null);

  /** @param {number} field */
  function lengthsOf(field) {
    if (!lengths) {
      const next = numbersOf(files.get("lengths") || "");
      lengths = fields.map(() => {
        const column = new Float64Array(n);
        for (let unit = 0; unit < n; unit++) column[unit] = next();
        return column;
      });
    }
    return lengths[field];
  }

  /** Unpack what every query needs. */
  const warm = () => {
    if (files.has("lengths")) lengthsOf(fields.length - 1);
  };

  /**
   * The scores of a row's postings, in thousandths as the build rounds them.
   * @param {TermRow} row
   * @param {number} field
   */
  function scoresOf(row, field) {
    const postings = row.fields[field];
    if (postings.scores) return postings.scores;
    const rarity = Math.log(1 + Math.abs((n - row.found + 0.5) / (row.found + 0.5)));
    const average = sums[field] / n;
    const length = lengthsOf(field);
    const { units, counts } = postings;
    const scores = new Float64Array(units.length);
    for (let at = 0; at < units.length; at++) {
      const count = counts[at];
      let score = (rarity * ((k1 + 1) * count)) / (k1 * (1 - b + b * (length[units[at]] / average)) + count);
      score *= boosts[field];
      scores[at] = Math.round(score * 1000) / 1000;
    }
    postings.scores = scores;
    return scores;
  }

  /** @type {(unit: number, field: number) => number} */
  const lengthOf = (unit, field) => lengthsOf(field)[unit];

  return { warm, lengthOf, scoresOf };
}

/** @type {(clause: Terms, term: string) => boolean} */
const isExact = (clause, term) => !("editDistance" in clause) && !term.includes("*");

/** @type {(terms: string[]) => string[]} */
const inOrder = (terms) => terms.sort((one, other) => (one < other ? -1 : 1));

/**
 * Which terms a clause reaches, and the files that say it.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 * @param {ReturnType<typeof makeShards>} shards
 * @param {(term: string) => TermRow | undefined} rowOf
 */
function makeReach(manifest, files, { shardOf, shardsOfPrefix, open }, rowOf) {
  /** @type {Map<string, string[]>} */
  const vocabularies = new Map();
  /**
   * @param {number} low
   * @param {number} high
   */
  function vocabularyKeys(low, high) {
    return Object.keys(manifest.vocabulary)
      .filter((length) => +length >= Math.min(low, LONG + 1) && +length <= Math.min(high, LONG + 1))
      .map((length) => `v${length}`);
  }

  /** @param {string[]} keys */
  function vocabulary(keys) {
    return keys.map((key) => {
      const known = vocabularies.get(key) || termsFrom(files.get(/** @type {`v${number}`} */ (key)) || "");
      vocabularies.set(key, known);
      return known;
    });
  }

  /**
   * Where a clause's term looks: keys of files whose terms it must see.
   * @param {Terms} clause
   * @param {string} term
   * @returns {string[]}
   */
  function sourcesOf(clause, term) {
    if (isExact(clause, term)) return [`s${shardOf(term)}`];
    if (clause.editDistance !== undefined)
      return vocabularyKeys(term.length - clause.editDistance, term.length + clause.editDistance);
    const prefix = term.slice(0, term.indexOf("*"));
    return prefix ? shardsOfPrefix(prefix).map((k) => `s${k}`) : vocabularyKeys(0, Number.POSITIVE_INFINITY);
  }

  /**
   * @param {Terms} clause
   * @param {string} term
   */
  function expand(clause, term) {
    if (isExact(clause, term)) return rowOf(term) ? [term] : [];
    const sources = sourcesOf(clause, term);
    const { editDistance } = clause;
    if (editDistance !== undefined) {
      const lists = vocabulary(sources);
      const pool = inOrder(
        term.includes("*") ? lists.flat() : lists.flatMap((list) => mayBeNear(list, term, editDistance)),
      );
      return pool.length ? accepted(pool, automatonNear(term, editDistance)) : [];
    }
    let pool =
      sources[0] && sources[0][0] === "s"
        ? sources.flatMap((key) => open(+key.slice(1)).terms)
        : vocabulary(sources).flat();
    const parts = term.split("*");
    pool = pool.filter((one) => hasParts(one, parts));
    return accepted(inOrder(pool), automatonOf(term));
  }

  /**
   * Keys of the files that clauses (with their `terms`) need and that are not here.
   * @param {Terms[]} clauses
   */
  function needs(clauses) {
    const keys = new Set(["lengths"]);
    for (const clause of clauses) {
      for (const term of clause.terms) {
        const sources = sourcesOf(clause, term);
        for (const key of sources) keys.add(key);
        if (sources.every((key) => files.has(key)) && sources[0] && sources[0][0] === "v") {
          for (const found of expand(clause, term)) keys.add(`s${shardOf(found)}`);
        }
      }
    }
    return [...keys].filter((key) => !files.has(key));
  }

  /** @type {(clause: Terms, term: string) => string[]} */
  const keysNear = (clause, term) => sourcesOf(clause, term).filter((key) => !files.has(key));

  return { expand, needs, keysNear };
}

/**
 * A function that puts units in the order of their scores, as Lunr does.
 * @param {Manifest} manifest
 * @param {(row: TermRow, field: number) => Float64Array} scoresOf
 */
function makeRanking({ n, fields }, scoresOf) {
  /**
   * @param {Map<TermRow, number>} weight
   * @param {number} field
   * @returns {[sum: Float64Array, magnitude: number]}
   */
  function fieldSums(weight, field) {
    const sum = new Float64Array(n);
    let square = 0;
    for (const [row, boost] of [...weight].sort(([one], [other]) => (one.term < other.term ? -1 : 1))) {
      square += boost * boost;
      const { units } = row.fields[field];
      const scores = scoresOf(row, field);
      for (let at = 0; at < units.length; at++) sum[units[at]] += boost * scores[at];
    }
    return [sum, Math.sqrt(square)];
  }

  /**
   * @param {number[]} met
   * @param {(unit: number) => boolean} isKept
   * @param {Map<TermRow, number>[]} weights
   */
  function ranked(met, isKept, weights) {
    const fieldScores = weights.map(fieldSums);
    const total = new Float64Array(n);
    const known = new Uint8Array(n);
    const units = [];
    for (const slot of met) {
      const unit = Math.floor(slot / fields.length);
      const [sum, magnitude] = fieldScores[slot % fields.length];
      if (!isKept(unit)) continue;
      if (!known[unit]) {
        known[unit] = 1;
        units.push(unit);
      }
      total[unit] += sum[unit] / magnitude || 0;
    }
    units.sort((one, other) => total[other] - total[one]);
    return { units, scores: Float64Array.from(units, (unit) => total[unit]) };
  }

  return ranked;
}

/** @type {(one: Uint8Array | null, other: Uint8Array) => Uint8Array} */
const intersection = (one, other) => {
  if (!one) return other;
  for (let unit = 0; unit < other.length; unit++) one[unit] &= other[unit];
  return one;
};

/**
 * A function that gives Lunr's answer to clauses.
 * @param {Manifest} manifest
 * @param {(clause: Terms, term: string) => string[]} expand
 * @param {(term: string) => TermRow | undefined} rowOf
 * @param {ReturnType<typeof makeRanking>} ranked
 */
function makeEvaluate({ n, fields }, expand, rowOf, ranked) {
  const fieldCount = fields.length;
  const numbersOfFields = (/** @type {Clause} */ clause) =>
    clause.fields.map((field) => fields.indexOf(field));

  /** @type {(hits: Uint8Array, row: TermRow, clause: Clause) => Uint8Array} */
  const mark = (hits, row, clause) => {
    for (const field of numbersOfFields(clause)) {
      const { units } = row.fields[field];
      for (let at = 0; at < units.length; at++) hits[units[at]] = 1;
    }
    return hits;
  };
  /**
   * Units and scores for clauses (with their `terms`), in Lunr's order. All that `needs` names must be here.
   * @param {Clause[]} clauses
   */
  function evaluate(clauses) {
    const weights = fields.map(() => /** @type {Map<TermRow, number>} */ (new Map()));
    /** @type {number[]} */
    const met = [];
    const seen = new Uint8Array(n * fieldCount);
    const done = new Set();
    let required = /** @type {Uint8Array | null} */ (null);
    let prohibited = /** @type {Uint8Array | null} */ (null);
    for (const clause of clauses) {
      const fieldNumbers = numbersOfFields(clause);
      let hits = /** @type {Uint8Array | null} */ (null);
      for (const term of clause.terms) {
        const found = expand(clause, term);
        if (!found.length && clause.presence === REQUIRED) {
          required = new Uint8Array(n);
          break;
        }
        for (const one of found) {
          const row = rowOf(one);
          if (!row) continue; // its shard could not be loaded
          if (clause.presence === PROHIBITED) {
            prohibited = mark(prohibited || new Uint8Array(n), row, clause);
            continue;
          }
          if (clause.presence === REQUIRED) hits = mark(hits || new Uint8Array(n), row, clause);
          for (const field of fieldNumbers) {
            weights[field].set(row, (weights[field].get(row) || 0) + clause.boost);
            const key = `${field}/${one}`;
            if (done.has(key)) continue;
            done.add(key);
            for (const unit of row.fields[field].units) {
              const slot = unit * fieldCount + field;
              if (!seen[slot]) {
                seen[slot] = 1;
                met.push(slot);
              }
            }
          }
        }
      }
      if (hits) required = intersection(required, hits);
    }
    const isKept = (/** @type {number} */ unit) => !(required && !required[unit]) && !prohibited?.[unit];
    if (clauses.every((clause) => clause.presence === PROHIBITED)) {
      const units = [];
      for (let unit = 0; unit < n; unit++) if (isKept(unit)) units.push(unit);
      return { units, scores: new Float64Array(units.length) };
    }
    return ranked(met, isKept, weights);
  }

  return evaluate;
}

/**
 * A function that gives a unit's own of a group's rows: all of a few, and of many those that some units have.
 * @param {number[]} units
 * @param {Weighted[]} group
 * @param {number} n
 * @returns {(unit: number) => Weighted[]}
 */
function rowsAmong(units, group, n) {
  if (group.length <= FEW_ROWS) return () => group;
  const own = new Map(units.map((unit) => [unit, /** @type {Weighted[]} */ ([])]));
  const isWanted = new Uint8Array(n);
  for (const unit of units) isWanted[unit] = 1;
  for (const one of group) {
    for (const field of one.row.fields)
      for (const unit of field.units) if (isWanted[unit]) own.get(unit)?.push(one);
  }
  return (unit) => own.get(unit) || [];
}

/**
 * A function that gives a unit's passages in the order of what they cover.
 * @param {Manifest} manifest
 */
function makePassagesOf(manifest) {
  const fieldCount = manifest.fields.length;
  const placed = manifest.fields.map((_, field) => manifest.placed.includes(field));
  let covers = new Float64Array(256);
  let weights = new Float64Array(256);
  /** @param {number} place */
  function makeRoom(place) {
    if (place < covers.length) return;
    const grown = new Float64Array(place * 2);
    grown.set(covers);
    covers = grown;
    const more = new Float64Array(place * 2);
    more.set(weights);
    weights = more;
  }

  /**
   * Passages of a unit by how much they cover of groups of rows, each with a weight, heavier ones first:
   * [number, cover], best first. `cover` is that of the best; a title with all groups comes before any passage.
   * @param {number} unit
   * @param {Weighted[][]} groups
   * @returns {Passages}
   */
  function passagesOf(unit, groups) {
    const touched = [];
    let inTitle = 0;
    let titled = 0;
    for (const group of groups) {
      const here = [];
      let own = 0;
      for (const { row, weight } of group) {
        for (let field = 0; field < fieldCount; field++) {
          const { units, starts, places, hasPlaces } = row.fields[field];
          const at = placeOf(units, unit);
          if (units[at] !== unit) continue;
          if (!hasPlaces) {
            if (!placed[field]) own = Math.max(own, weight);
            continue;
          }
          for (let k = starts[at]; k < starts[at + 1]; k++) {
            makeRoom(places[k]);
            if (!weights[places[k]]) {
              weights[places[k]] = weight;
              here.push(places[k]);
            }
          }
        }
      }
      for (const place of here) {
        if (!covers[place]) touched.push(place);
        covers[place] += weights[place];
        weights[place] = 0;
      }
      inTitle += own;
      if (own) titled++;
    }
    const best = touched
      .map((place) => /** @type {[number, number]} */ ([place, covers[place]]))
      .sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    for (const place of touched) covers[place] = 0;
    const isTitled = titled === groups.length;
    return { best, isTitled, cover: Math.max(inTitle, best.length ? best[0][1] : 0) + (isTitled ? 0.5 : 0) };
  }

  return passagesOf;
}

/**
 * Whether a unit has one of a group's terms.
 * @param {number} unit
 * @param {Weighted[]} group
 */
const isIn = (unit, group) =>
  group.some(({ row }) => row.fields.some(({ units }) => units[placeOf(units, unit)] === unit));

/**
 * `files` maps keys to what the index's scripts put there; `needs` says which are missing.
 * @param {Manifest} manifest
 * @param {IndexFiles} files
 */
export function makeIndex(manifest, files) {
  const shards = makeShards(manifest, files);
  const rowOf = makeRowOf(manifest, shards);
  const { warm, lengthOf, scoresOf } = makeScores(manifest, files);
  const reach = makeReach(manifest, files, shards, rowOf);
  const evaluate = makeEvaluate(manifest, reach.expand, rowOf, makeRanking(manifest, scoresOf));
  const passagesOf = makePassagesOf(manifest);
  /** @type {(units: number[], group: Weighted[]) => (unit: number) => Weighted[]} */
  const among = (units, group) => rowsAmong(units, group, manifest.n);
  return {
    ...reach,
    isIn,
    warm,
    evaluate,
    rowOf,
    shardOf: shards.shardOf,
    passagesOf,
    rowsAmong: among,
    lengthOf,
  };
}

/**
 * Whether a term is made of parts in their order, with anything between them.
 * @param {string} term
 * @param {string[]} parts
 */
export function hasParts(term, parts) {
  const last = parts[parts.length - 1];
  const end = term.length - last.length;
  let at = parts[0].length;
  if (at > end || !term.startsWith(parts[0]) || !term.endsWith(last)) return false;
  for (const part of parts.slice(1, -1)) {
    at = term.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return at <= end;
}

/**
 * Terms that may lie within some edits of another: letters that one has and the other lacks are few. Letters that
 * share their last eight bits count as the same, which lets too many through, never too few.
 * @param {string[]} pool
 * @param {string} term
 * @param {number} distance
 */
export function mayBeNear(pool, term, distance) {
  const left = new Int32Array(256);
  const size = term.length;
  for (let at = 0; at < size; at++) left[term.charCodeAt(at) & 255]++;
  return pool.filter((one) => {
    if (Math.abs(one.length - size) > distance) return false;
    let foreign = 0;
    let at = 0;
    while (at < one.length && foreign <= distance) if (--left[one.charCodeAt(at++) & 255] < 0) foreign++;
    const isNear = foreign <= distance && size - (one.length - foreign) <= distance;
    while (at) left[one.charCodeAt(--at) & 255]++;
    return isNear;
  });
}
