/* On every page, and all that is there before a reader shows an intention: the field, and how to load the rest.
 * Index and client are classic scripts that hand themselves to `siteSearch`, so that they load from a folder
 * on a disk as well as from a server. */
(() => {
  const field = document.getElementById("_q");
  if (!field) return;
  const root = field.form.dataset.root || "";
  const files = new Map(), loading = new Map();

  const add = (path) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = root + "search/" + path + ".js";
    script.onload = done;
    script.onerror = () => { script.remove(); failed(new Error(path)); };
    document.head.append(script);
  });
  const later = (path) => new Promise((done) => setTimeout(done, 400)).then(() => add(path));

  /** Load search/PATH.js once; what fails is tried once more, and again when it is next asked for. */
  const load = (path) => {
    if (!loading.has(path)) {
      loading.set(path, add(path).catch(() => later(path)).catch((error) => { loading.delete(path); throw error; }));
    }
    return loading.get(path);
  };

  /** Without the client there is nobody else to say it; the next focus tries again. */
  const failed = () => {
    const place = document.getElementById("_results");
    if (place) place.textContent = place.dataset.failed;
  };

  const search = (window.siteSearch = {
    root, field, files, load,
    put: (key, value) => files.set(key, value),
    open: (manifest) => {
      search.manifest = manifest;
      load("lengths-" + manifest.lengths.slice(8)).catch(() => {});
      load(manifest.client).then(() => search.start()).catch(failed);
    },
  });
  const begin = () => load("manifest").catch(failed);
  const own = document.getElementById("_query"); // the results page has a field of its own
  for (const one of [field, own]) if (one) one.addEventListener("focus", begin);
  if (own && (location.search.length > 1 || own === document.activeElement)) begin();
  pageKeys.take("/", () => {
    const wanted = own || field;
    if (!wanted.checkVisibility()) document.getElementById("_menu_button")?.click(); // on narrow screens it is in the menu
    wanted.focus();
    wanted.select();
  });
})();
