/* The scripts' own words. English is in the scripts; the page hands over what it is in the site's language. */
const INTERFACE = (function () {
  const facts = document.getElementById("_live_script").dataset;
  return { words: JSON.parse(facts.words || "{}"), panel: JSON.parse(facts.panel || "{}"), attributes: { lang: facts.language || "en", dir: facts.direction || "ltr" } };
})();

/** A message in the site's language, with values in the place of its {names}. */
function t(message, values = {}) {
  return (INTERFACE.words[message] || message).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
