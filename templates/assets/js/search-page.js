/* The search client: what a reader sees of it is the list under the field on every page, and the results page. */

import { makePage } from "./search-answers.js";
import { makeClient } from "./search-client.js";
import { makeList } from "./search-list.js";

siteSearch.start = (manifest) => {
  const client = makeClient(manifest, siteSearch);
  const { planner, results, index, text, number, say, search } = client;
  makeList(client, siteSearch);
  // What a first answer needs is made ready before it is asked for.
  results.fetchAll(["lengths"]).then(() =>
    setTimeout(() => {
      index.warm();
      number(0);
      text.termsOf(say("All"), manifest.language);
    }, 0),
  );

  siteSearch.api = {
    lunr: (/** @type {string} */ query) => planner.lunr(query, true),
    search,
    refs,
    text,
    index,
    manifest,
  };
  const place = document.getElementById("_results");
  if (place) makePage(client, place);

  /** @param {number[]} units */
  async function refs(units) {
    await results.fetchAll(units.map(results.titleKey));
    return units.map((unit) => results.rowOf(unit)?.ref);
  }
};
