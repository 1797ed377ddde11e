import assert from "node:assert/strict";
import { test } from "node:test";
import * as core from "../../templates/assets/js/core.js";
import { casesOf } from "./cases.js";

/* Filters are maps of sets, which a table has as objects of lists. */
const toFilters = (lists) => new Map(Object.entries(lists).map(([name, values]) => [name, new Set(values)]));
const toLists = (filters) => Object.fromEntries([...filters].map(([name, values]) => [name, [...values]]));
const CALLS = {
  ...core,
  parseFilters: (query, facets) => toLists(core.parseFilters(query, facets)),
  queryWith: (query, lists, facets) => core.queryWith(query, toFilters(lists), facets),
  passes: (note, lists) => core.passes(note, toFilters(lists)),
};

for (const { function: name, why, arguments: values, gives } of casesOf("reader")) {
  test(`${name}: ${why}`, () => {
    assert.deepEqual(CALLS[name](...values), gives);
  });
}

const ENTRIES = [
  { name: "Item 10", count: "7" },
  { name: "Item 2", count: "0" },
  { name: "Öl", count: "3" },
];
for (const { key, order } of [
  { key: "name", order: ["Item 2", "Item 10", "Öl"] },
  { key: "count", order: ["Item 10", "Öl", "Item 2"] },
  { key: "missing", order: ["Item 10", "Item 2", "Öl"] }, // equal: as they stood
]) {
  test(`entries are ordered by ${key} as people sort`, () => {
    const sorted = [...ENTRIES].sort(core.orderBy(key, "en"));
    assert.deepEqual(
      sorted.map((entry) => entry.name),
      order,
    );
  });
}
