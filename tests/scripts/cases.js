/* The tables of cases, which the tests of the Python side read as well. */

import { readFileSync } from "node:fs";

/** @param {string} name */
export function casesOf(name) {
  return JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8"));
}
