/* Runs before the first paint, so that nothing flashes and nothing shifts. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    /* storage may be closed; the preference of the system then stands */
  }
  const note = location.hash.match(/^#(?:note_|ref_)?([a-z0-9-]+)$/);
  if (note && document.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet();
    sheet.insertRule(
      "#note_" +
        note[1] +
        " { --room: 1.5rem !important; --line-up: block !important; --unfolded: block !important; --unfolded-inline: inline !important; --wrap: normal !important; --cut: none !important; --fade: none !important; }",
    );
    document.adoptedStyleSheets = [sheet]; /* until the reader opens something else */
  }
})();
