import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { runInThisContext } from "node:vm";
import { stemEnglish } from "../../templates/assets/js/search-porter.js";
import { makeText } from "../../templates/assets/js/search-text.js";
import { casesOf } from "./cases.js";

/* What both sides agree on by value is the Python side's: `make unit` has it written. */
const settings = JSON.parse(readFileSync(process.env.TEXT_SETTINGS, "utf8"));
const text = makeText(settings);
const VENDOR = new URL("../../sitegen/search/vendor/", import.meta.url);

before(() => {
  const isStemmer = (name) => name.endsWith(".js") && !["base.js", "client.js"].includes(name);
  for (const name of ["base.js", ...readdirSync(VENDOR).filter(isStemmer)]) {
    runInThisContext(readFileSync(new URL(name, VENDOR), "utf8"));
  }
});

for (const { language, text: source, terms } of casesOf("terms")) {
  test(`${language}: ${source}`, () => {
    assert.deepEqual(text.termsOf(source, language), terms);
  });
}

for (const { word, stem } of casesOf("stems")) {
  test(`the stem of ${word} is ${stem}`, () => {
    assert.equal(stemEnglish(word), stem);
  });
}

test("words ask for the stemmers of their script, and for no other", () => {
  const bare = makeText(settings); // to which no stemmer has been needed yet
  assert.deepEqual(bare.algorithmsFor("— ?"), []);
  assert.deepEqual(bare.algorithmsFor("книга"), ["russian"]);
  assert.deepEqual(bare.algorithmsFor("كتاب"), ["arabic"]);
  assert.ok(bare.algorithmsFor("livre").includes("french"));
  assert.ok(!bare.algorithmsFor("livre").includes("russian"));
});

test("a digit of any script is its value", () => {
  assert.deepEqual(
    ["٣٠", "३०", "𝟛𝟘"].map((digits) => text.foldWord(digits)),
    ["30", "30", "30"],
  );
});
