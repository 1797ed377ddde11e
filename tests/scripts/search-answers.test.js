import assert from "node:assert/strict";
import { test } from "node:test";
import { queryChanged, stateOf } from "../../templates/assets/js/search-answers.js";

const FACETS = ["kind", "speaker"];
for (const { why, query, state } of [
  { why: "nothing", query: "", state: { query: "", chosen: {}, sort: "", count: 10 } },
  {
    why: "words, a filter and an order",
    query: "?q=+two%20words+&kind=claim&other=x&sort=date&n=30",
    state: { query: "two words", chosen: { kind: "claim" }, sort: "date", count: 30 },
  },
  { why: "no number", query: "?q=x&n=many", state: { query: "x", chosen: {}, sort: "", count: 10 } },
  { why: "an empty filter", query: "?speaker=", state: { query: "", chosen: {}, sort: "", count: 10 } },
]) {
  test(`an address asks for ${why}`, () => {
    assert.deepEqual(stateOf(query, FACETS), state);
  });
}

for (const { query, changes, changed } of [
  { query: "", changes: { q: "" }, changed: "" },
  { query: "?q=a&n=20", changes: { q: "b", n: "" }, changed: "?q=b" },
  { query: "?q=a&other=x", changes: { kind: "a b" }, changed: "?q=a&other=x&kind=a+b" },
]) {
  test(`an address is changed to ${changed}`, () => {
    assert.equal(queryChanged(query, changes), changed);
  });
}
