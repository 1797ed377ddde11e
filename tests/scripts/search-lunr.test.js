import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accepted,
  automatonNear,
  automatonOf,
  OPTIONAL,
  PROHIBITED,
  parseQuery,
  REQUIRED,
} from "../../templates/assets/js/search-lunr.js";

const FIELDS = ["title", "text"];
/* A clause in short: what is not as in a plain word. */
const told = ({ term, fields, boost, presence, usePipeline, editDistance }) => ({
  term,
  ...(fields.length < FIELDS.length && { fields }),
  ...(boost !== 1 && { boost }),
  ...(presence !== OPTIONAL && { presence }),
  ...(!usePipeline && { usePipeline }),
  ...(editDistance && { editDistance }),
});

for (const { query, clauses } of [
  { query: "", clauses: [] },
  { query: "Two words", clauses: [{ term: "two" }, { term: "words" }] },
  { query: "+must", clauses: [{ term: "must", presence: REQUIRED }] },
  { query: "-not", clauses: [{ term: "not", presence: PROHIBITED }] },
  { query: "title:word", clauses: [{ term: "word", fields: ["title"] }] },
  { query: "near~2^10", clauses: [{ term: "near", editDistance: 2, boost: 10 }] },
  { query: "beg*", clauses: [{ term: "beg*", usePipeline: false }] },
  { query: "well-known", clauses: [{ term: "well" }, { term: "known" }] },
  { query: "a\\:b", clauses: [{ term: "a:b" }] },
]) {
  test(`a query is read: ${query}`, () => {
    assert.deepEqual(parseQuery(query, FIELDS).map(told), clauses);
  });
}

for (const { query, message } of [
  { query: "other:word", message: /unrecognised field 'other'/ },
  { query: "word~x", message: /edit distance must be numeric/ },
  { query: "word^", message: /boost must be numeric/ },
  { query: "+", message: /expecting term or field/ },
]) {
  test(`what is no query is refused: ${query}`, () => {
    assert.throws(() => parseQuery(query, FIELDS), { name: "QueryParseError", message });
  });
}

const POOL = ["", "a", "ab", "abc", "abd", "b", "ba", "bac", "cab"];
for (const { pattern, found } of [
  { pattern: "ab*", found: ["ab", "abc", "abd"] },
  { pattern: "*b", found: ["ab", "b", "cab"] },
  { pattern: "a*c", found: ["abc"] },
]) {
  test(`a wildcard reaches: ${pattern}`, () => {
    assert.deepEqual(accepted(POOL, automatonOf(pattern)).sort(), found);
  });
}

/* Edits as Lunr counts them: one takes out, puts in or changes a letter, or turns two around. */
function distance(one, other) {
  const rows = [...one, ""].map(() => new Array(other.length + 1).fill(0));
  for (let i = 0; i <= one.length; i++) {
    for (let j = 0; j <= other.length; j++) {
      if (!i || !j) rows[i][j] = i + j;
      else {
        const change = rows[i - 1][j - 1] + Number(one[i - 1] !== other[j - 1]);
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change);
        const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (isTurned) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

test("within one edit is what one edit reaches", () => {
  const letters = ["a", "b", "c"];
  const longer = (words) => words.flatMap((word) => letters.map((letter) => word + letter));
  const two = longer(longer([""]));
  const pool = [...letters, ...two, ...longer(two), ...longer(longer(two))].sort();
  for (const term of [...two, ...longer(two)]) {
    const wanted = pool.filter((one) => distance(term, one) <= 1);
    assert.deepEqual(accepted(pool, automatonNear(term, 1)).sort(), wanted, term);
  }
});
