/* Asking the server: every answer has a status and data; what went wrong is data.problem. */

import { t } from "./words.js";
export const asking = (() => {
  const { token = "" } = document.getElementById("_live_script")?.dataset || {};
  /**
   * @param {string} address
   * @param {RequestInit} [options]
   */
  async function ask(address, options = {}) {
    let answer;
    try {
      answer = await fetch(address, options);
    } catch {
      return {
        status: 0,
        data: { problem: t("The server does not answer. Is `sitegen annotate` still running?") },
      };
    }
    let data = /** @type {any} */ ({}); // what an address answers is told in tools/types
    try {
      data = await answer.json();
    } catch {
      data = { problem: t("The server failed; its terminal says why.") };
    }
    return { status: answer.status, data };
  }
  /** @type {(values: Record<string, string>) => string} */
  const query = (values) => `?${new URLSearchParams(values)}`; // which takes half a character as well
  return {
    /** @type {<Name extends keyof Answers>(name: Name, values: Record<string, string>) => Promise<Told<Answers[Name]>>} */
    get: (name, values) => ask(`/_annotate/${name}${query(values)}`),
    /** @type {<Name extends keyof Answers>(name: Name, body: object) => Promise<Told<Answers[Name]>>} */
    post: (name, body) =>
      ask(`/_annotate/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Sitegen-Token": token },
        body: JSON.stringify(body),
      }),
  };
})();
