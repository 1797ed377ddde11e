import assert from "node:assert/strict";
import { test } from "node:test";
import * as core from "../../templates/assets/annotator/annotator-core.js";
import { t } from "../../templates/assets/annotator/words.js";
import { casesOf } from "./cases.js";

for (const { claims, figures, speaker, kind } of casesOf("kinds")) {
  test(`claims ${claims}, figures ${figures}, speaker ${speaker}: drawn as a ${kind}`, () => {
    assert.equal(core.kindOf({ claim: claims, figure: figures, speaker }), kind);
  });
}

for (const { value, min, max, approximate, text } of casesOf("amounts")) {
  test(`an amount is told as ${text}`, () => {
    assert.equal(core.amountText({ value, min, max, approximate: approximate ? "true" : "" }), text);
  });
}

const TEXT = "a😀é𝒜한";
test("code points and UTF-16 units are told apart", () => {
  assert.equal(core.points(TEXT), 5);
  const units = [0, 1, 2, 3, 4, 5, 9].map((count) => core.unitsAt(TEXT, count));
  assert.deepEqual(units, [0, 1, 3, 4, 6, 7, 7]);
  for (const at of [0, 1, 2, 3, 4, 5]) assert.equal(core.points(TEXT.slice(0, core.unitsAt(TEXT, at))), at);
});

const piece = (row, start, end_row, end) => ({ row, start, end_row, end, words: "" });
for (const { why, one, other, common } of [
  { why: "apart in a row", one: piece(1, 0, 1, 4), other: piece(1, 5, 1, 9), common: false },
  { why: "one beside the other", one: piece(1, 0, 1, 5), other: piece(1, 5, 1, 9), common: false },
  { why: "one letter in common", one: piece(1, 0, 1, 6), other: piece(1, 5, 1, 9), common: true },
  { why: "in different rows", one: piece(2, 0, 2, 5), other: piece(1, 3, 1, 9), common: false },
  { why: "one over rows, the other within", one: piece(1, 3, 4, 2), other: piece(2, 0, 2, 9), common: true },
  {
    why: "one ends in the row of the other",
    one: piece(1, 3, 2, 4),
    other: piece(2, 4, 3, 1),
    common: false,
  },
]) {
  test(`pieces overlap or not: ${why}`, () => {
    assert.equal(core.overlap(one, other), common);
    assert.equal(core.overlap(other, one), common);
  });
}

for (const { text, most, short } of [
  { text: "  a few\n words ", most: 20, short: "a few words" },
  { text: "abcdefghijklmnopqrstuvwxyz", most: 10, short: "abcdefg … xyz" },
  { text: "😀😀😀😀😀😀😀😀", most: 4, short: "😀😀😀 … 😀" },
]) {
  test(`a long passage is told by its ends: ${text.trim()}`, () => {
    assert.equal(core.shortWords(text, most), short);
  });
}

for (const { text, language, words } of [
  { text: "It's 5, no?", language: "en", words: ["It's", "5", "no"] },
  { text: "قال محمد.", language: "ar", words: ["قال", "محمد"] },
  { text: "two words", language: "no such language", words: ["two", "words"] },
  { text: " — ", language: undefined, words: [] },
]) {
  test(`words are found in ${language}`, () => {
    assert.deepEqual(
      core.wordsIn(text, language).map(([start, end]) => text.slice(start, end)),
      words,
    );
  });
}

test("a message has its values, and keeps the names that have none", () => {
  assert.equal(t("Saved: {id}, {other}", { id: "<x>" }), "Saved: <x>, {other}");
  assert.equal(t("{toString}"), "{toString}");
});
