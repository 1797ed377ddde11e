/* On every page, and all that is there before a reader shows an intention: the field, and how to load the rest.
 * Index and client are classic scripts that hand themselves to `siteSearch`, so that they load from a folder
 * on a disk as well as from a server. */

import { pageKeys } from "./keys.js";

(() => {
  const field = document.getElementById("_q");
  const form = field?.closest("form");
  if (!form || !(field instanceof HTMLInputElement)) return;
  const root = form.dataset.root || "";
  const files = new Map();
  const loading = /** @type {Map<string, Promise<unknown>>} */ (new Map());

  /** @type {(path: string) => Promise<unknown>} */
  const add = (path) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `${root}search/${path}.js`;
      script.onload = done;
      script.onerror = () => {
        script.remove();
        failed(new Error(path));
      };
      document.head.append(script);
    });
  /** @type {(path: string) => Promise<unknown>} */
  const later = (path) => new Promise((done) => setTimeout(done, 400)).then(() => add(path));

  /**
   * Load search/PATH.js once; what fails is tried once more, and again when it is next asked for.
   * @type {(path: string) => Promise<unknown>}
   */
  const load = (path) => {
    const begun =
      loading.get(path) ||
      add(path)
        .catch(() => later(path))
        .catch((error) => {
          loading.delete(path);
          throw error;
        });
    loading.set(path, begun);
    return begun;
  };

  /** Without the client there is nobody else to say it; the next focus tries again. */
  const failed = () => {
    const place = document.getElementById("_results");
    if (place) place.textContent = place.dataset.failed || "";
  };

  /** @type {SiteSearch} */
  const search = {
    root,
    field,
    form,
    files,
    load,
    put: (key, value) => files.set(key, value),
    open: (manifest) => {
      load(`lengths-${manifest.lengths.slice(8)}`).catch(() => {
        // the client asks for it again, and says where it fails
      });
      load(manifest.client)
        .then(() => search.start?.(manifest))
        .catch(failed);
    },
  };
  window.siteSearch = search;
  const begin = () => load("manifest").catch(failed);
  const own = /** @type {HTMLInputElement | null} */ (document.getElementById("_query")); // the results page has a field of its own
  for (const one of [field, own]) if (one) one.addEventListener("focus", begin);
  if (own && (location.search.length > 1 || own === document.activeElement)) begin();
  pageKeys.take("/", () => {
    const wanted = own || field;
    if (!wanted.checkVisibility()) document.getElementById("_menu_button")?.click(); // on narrow screens it is in the menu
    wanted.focus();
    wanted.select();
  });
})();
