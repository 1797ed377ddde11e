import assert from "node:assert/strict";
import { test } from "node:test";
import { hasParts, mayBeNear, numbersOf, placeOf } from "../../templates/assets/js/search-index.js";
import { casesOf } from "./cases.js";

for (const { numbers, packed } of casesOf("packed_numbers")) {
  test(`packed numbers are read: ${numbers}`, () => {
    const next = numbersOf(packed);
    assert.deepEqual(
      numbers.map(() => next()),
      numbers,
    );
    assert.equal(next.at, packed.length);
  });
}

test("a place is where a value stands, or would", () => {
  for (const value of [0, 1, 2, 5, 6]) {
    assert.equal(placeOf([1, 3, 5], value), [1, 3, 5].filter((one) => one < value).length);
  }
  assert.equal(placeOf(["a", "b"], "aa"), 1);
  assert.equal(placeOf([], 1), 0);
});

for (const { term, parts, holds } of [
  { term: "abc", parts: ["a", ""], holds: true },
  { term: "abc", parts: ["", "c"], holds: true },
  { term: "abc", parts: ["a", "b", "c"], holds: true },
  { term: "acb", parts: ["a", "b", "c"], holds: false },
  { term: "aba", parts: ["ab", "ba"], holds: false }, // no letter counts twice
]) {
  test(`${term} is made of ${parts.join("*")}: ${holds}`, () => {
    assert.equal(hasParts(term, parts), holds);
  });
}

test("nothing that is near is left out beforehand", () => {
  const pool = ["cat", "cats", "at", "act", "dog", "cart", "carts", "ŃÃŔ"];
  assert.deepEqual(mayBeNear(pool, "cat", 1), ["cat", "cats", "at", "act", "cart"]);
  assert.deepEqual(mayBeNear(pool, "cat", 2), ["cat", "cats", "at", "act", "cart", "carts"]);
});
