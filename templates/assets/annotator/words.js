/* The scripts' own words. English is in the scripts; the page hands over what it is in the site's language. */
export const INTERFACE = (() => {
  const facts = globalThis.document?.getElementById("_live_script")?.dataset || {}; // no document: in Node, under test
  const words = /** @type {Record<string, string>} */ (JSON.parse(facts.words || "{}"));
  const panel = /** @type {Panel} */ (JSON.parse(facts.panel || "{}"));
  return { words, panel, attributes: { lang: facts.language || "en", dir: facts.direction || "ltr" } };
})();

/**
 * A message in the site's language, with values in the place of its {names}.
 * @param {string} message
 * @param {Record<string, string | number | undefined>} [values]
 */
export function t(message, values = {}) {
  return (INTERFACE.words[message] || message).replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
