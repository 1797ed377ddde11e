/* Runs before the first paint, so that nothing flashes and nothing shifts. */
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch { /* storage may be closed; the preference of the system then stands */ }
})();
