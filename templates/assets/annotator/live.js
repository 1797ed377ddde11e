/* Keeps an open page up to date with the archive: loads it again where the reader was, swaps its style, shows what is wrong. */

import { INTERFACE, t } from "./words.js";

const facts = document.getElementById("_live_script")?.dataset || {};
const PLACE = "sitegen-place";
let version = Number(facts.version);
let isLeaving = false;
let source = /** @type {EventSource | null} */ (null);
let overlay = /** @type {HTMLElement | null} */ (null);

/* The reader's place: the first element in view, by its words, since numbers shift when text is put in before. */
/** @returns {Place} */
function placeOf() {
  const nodes = document.querySelectorAll("main [id], main p, main li, main h1, main h2");
  for (const node of nodes) {
    if (node.closest("nav")) continue; // may stay in view however the page is scrolled
    const box = node.getBoundingClientRect();
    if (box.bottom > 0 && box.height > 0 && box.height < innerHeight * 2 && box.top > -innerHeight) {
      return {
        route: facts.route,
        id: node.id,
        words: wordsOf(node),
        tag: node.tagName,
        top: box.top,
        y: scrollY,
      };
    }
  }
  return { route: facts.route, y: scrollY };
}
const wordsOf = (/** @type {Element} */ node) => (node.textContent || "").slice(0, 80);
/** @param {Place} place */
function returnTo(place) {
  const same = [...document.getElementsByTagName(place.tag || "none")].find(
    (node) => wordsOf(node) === place.words,
  );
  const node = same || (place.id && document.getElementById(place.id));
  if (node) scrollBy({ top: node.getBoundingClientRect().top - (place.top || 0), behavior: "instant" });
  else scrollTo({ top: place.y, behavior: "instant" });
}
/**
 * Return for some frames: rows far away have their true height only once they come into view.
 * @param {Place} place
 * @param {number} frames
 */
function settle(place, frames) {
  let isMoved = false;
  const stop = () => {
    isMoved = true;
  };
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, stop, { once: true, passive: true });
  (function again() {
    if (isMoved) return;
    returnTo(place);
    if (frames-- > 0) requestAnimationFrame(again);
  })();
}
function restore() {
  let place = /** @type {Place | null} */ (null);
  try {
    place = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
  } catch {
    /* storage may be closed */
  }
  if (!place || place.route !== facts.route) return;
  const kept = place;
  settle(kept, 6);
  // Browsers restore the old height some time after loading, unless they are told not to until then.
  addEventListener(
    "load",
    () => {
      settle(kept, 24);
      setTimeout(() => {
        history.scrollRestoration = "auto";
      }, 1000);
    },
    { once: true },
  );
}

/** Load the page again, unless somebody is writing on it: they are told, and do it when they are done. */
function reload() {
  if (isLeaving) return;
  if (!document.dispatchEvent(new CustomEvent("sitegen:reload", { cancelable: true }))) return;
  isLeaving = true;
  history.scrollRestoration = "manual"; // the browser would go to the old height
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(placeOf()));
  } catch {
    /* then it begins at the top */
  }
  location.reload();
}
document.addEventListener("sitegen:reload-now", reload);

/** @param {string} route */
function restyle(route) {
  const links = /** @type {NodeListOf<HTMLLinkElement>} */ (
    document.querySelectorAll("link[rel=stylesheet][href*='assets/style.']")
  );
  for (const link of links) {
    const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
    next.href = (link.getAttribute("href") || "").replace(/assets\/style\.[0-9a-f]+\.css/, route);
    next.addEventListener("load", () => link.remove(), { once: true });
    link.after(next);
  }
}

/** @param {SiteState} state */
function showProblem(state) {
  overlay?.remove();
  overlay = state.problem ? makeOverlay(state.problem) : null;
  document.dispatchEvent(new CustomEvent("sitegen:problem", { detail: { waiting: state.waiting, overlay } }));
}
/** @param {string} problem */
function makeOverlay(problem) {
  const own = Object.assign(document.createElement("section"), {
    id: "_live_problem",
    ...INTERFACE.attributes,
  });
  own.setAttribute("role", "alert");
  own.setAttribute("aria-label", t("The site could not be built"));
  const title = Object.assign(document.createElement("h2"), {
    textContent: t("The site could not be built"),
  });
  const hint = Object.assign(document.createElement("p"), {
    textContent: t("You see it as it was before. This goes away when the files are mended."),
  });
  const text = Object.assign(document.createElement("pre"), {
    textContent: problem,
    tabIndex: 0,
    lang: "en",
    dir: "ltr",
  });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: t("Hide") });
  close.addEventListener("click", () => {
    own.remove();
    overlay = null;
  });
  own.append(title, hint, text, close);
  document.body.append(own);
  return own;
}

/** @param {MessageEvent<string>} event */
function hear(event) {
  const state = /** @type {SiteState} */ (JSON.parse(event.data));
  version = state.version;
  if (state.reload) {
    reload();
    return;
  }
  if (state.style) restyle(state.style);
  showProblem(state);
  document.dispatchEvent(new CustomEvent("sitegen:built", { detail: state }));
}
/* A browser keeps few connections to a server: a page that nobody sees needs none. */
function listen() {
  if (source || document.hidden || isLeaving) return;
  source = new EventSource(`/_live/events?route=${encodeURIComponent(facts.route || "")}&since=${version}`);
  source.onmessage = hear;
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(listen, 1000);
  };
}
function sleep() {
  source?.close();
  source = null;
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) sleep();
  else listen();
});
addEventListener("pagehide", sleep);
addEventListener("pageshow", listen);
restore();
listen();
