/* A page at a former address: it leads on to the same place of the page that took its place, which a refresh would lose. */
(() => {
  const { to = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  location.replace(to + location.search + location.hash);
})();
