/* Every page: the theme's switch, the menu, previews of links, lists to sort and filter. */

import { elementOf, hasWords, orderBy, placeBeside } from "./core.js";

const root = document.documentElement;
/** @type {(id: string) => HTMLElement | null} */
const find = (id) => document.getElementById(id);

function setTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  find("_theme")?.addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      /* lasts for this page only */
    }
  });
}

/* The menu of narrow screens. Without this script its link leads to it all the same. */
function setMenu() {
  const menu = find("_menu");
  const button = find("_menu_button");
  if (!button || !menu) return;
  /** @param {boolean} isOpen */
  const openMenu = (isOpen) => {
    menu.classList.toggle("open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? menu.querySelector("a") : button)?.focus();
  };
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  document.addEventListener("click", (event) => {
    const isOpen = menu.classList.contains("open");
    const target = elementOf(event);
    const isButton = button.contains(target);
    const isClosing = target.closest(".menu-close");
    if (isButton || isClosing) event.preventDefault();
    if (isButton || (isOpen && (!menu.contains(target) || isClosing))) openMenu(!isOpen);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.classList.contains("open")) openMenu(false);
    if (event.key === " " && event.target === button) {
      event.preventDefault();
      openMenu(!menu.classList.contains("open"));
    }
  });
}

/* Previews */
/** The previews that a page has, by the route that they are of. */
function readPreviews() {
  /** @type {Map<string | null, Element>} */
  const previews = new Map();
  const template = /** @type {HTMLTemplateElement | null} */ (find("_previews"));
  for (const item of template?.content.children || []) previews.set(item.getAttribute("data-route"), item);
  return previews;
}

function setPreviews() {
  const previews = readPreviews();
  if (!previews.size) return;
  const card = document.createElement("div");
  let timer = 0;
  /** @param {Element | null} link */
  function previewOf(link) {
    return previews.get((link?.getAttribute("href") || "").replace(/^(?:\.\.\/)+/, "").replace(/#.*/, ""));
  }
  /**
   * @param {Element} link
   * @param {Element} preview
   */
  function showPreview(link, preview) {
    card.className = "preview";
    card.replaceChildren(...preview.cloneNode(true).childNodes);
    document.body.append(card);
    const view = { width: root.clientWidth, height: innerHeight };
    const [left, top] = placeBeside(link.getBoundingClientRect(), card.getBoundingClientRect(), view);
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }
  const hide = () => {
    clearTimeout(timer);
    card.remove();
  };
  /** @param {Event} event */
  function soon(event) {
    const target = elementOf(event);
    clearTimeout(timer);
    if (card.contains(target)) return;
    const link = target.closest("main a[href]");
    const preview = previewOf(link);
    if (link && preview) timer = setTimeout(showPreview, event.type === "focusin" ? 600 : 300, link, preview);
    else if (card.isConnected) timer = setTimeout(hide, 250);
  }
  if (matchMedia("(hover: hover)").matches) document.addEventListener("mouseover", soon);
  document.addEventListener("focusin", soon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/* Statements by topic */
function setTopics() {
  find("_topic")?.addEventListener("change", (event) => {
    const chosen = /** @type {HTMLSelectElement} */ (event.target);
    const topic = chosen.value;
    const rows = /** @type {NodeListOf<HTMLElement> | undefined} */ (
      chosen.closest("section")?.querySelectorAll(".statements > li")
    );
    for (const row of rows || [])
      row.hidden = Boolean(topic) && !(row.dataset.topics || "").split(" ").includes(topic);
  });
}

/* Lists */
function setLists() {
  const sorter = find("_sorter");
  const list = document.querySelector(".entries");
  if (!sorter || !list) return;
  const { filter = "", none = "", all = "", by = "", sorts = "" } = sorter.dataset;
  const entries = /** @type {HTMLElement[]} */ ([...list.children]).map((node) => ({
    node,
    data: node.dataset,
    text: node.textContent || "",
  }));
  const kinds = [...new Set(entries.flatMap((entry) => entry.data.kind || []))].sort();
  const input = Object.assign(document.createElement("input"), { type: "search", placeholder: filter });
  input.setAttribute("aria-label", filter);
  const nothing = Object.assign(document.createElement("p"), {
    className: "nothing",
    hidden: true,
    textContent: none,
  });
  nothing.setAttribute("role", "status");
  /** @type {(label: string, options: string[][]) => HTMLSelectElement} */
  const select = (label, options) => {
    const box = document.createElement("select");
    box.setAttribute("aria-label", label);
    for (const [value, text] of options) box.append(new Option(text, value));
    box.addEventListener("change", show);
    return box;
  };
  const kind = select(all, [["", all], ...kinds.map((name) => [name, name])]);
  const order = select(
    by,
    sorts
      .split("|")
      .map((sort) => sort.split(/:(.*)/, 2))
      .map(([key, text]) => [key, `${by}: ${text}`]),
  );
  function show() {
    let shown = 0;
    for (const { node, data, text } of entries) {
      node.hidden = !(hasWords(text, input.value.trim()) && (!kind.value || data.kind === kind.value));
      if (!node.hidden) shown++;
    }
    nothing.hidden = shown > 0;
  }
  order.addEventListener("change", () => {
    const compare = orderBy(order.value, root.lang);
    list.append(
      ...[...entries].sort((one, other) => compare(one.data, other.data)).map((entry) => entry.node),
    );
  });
  input.addEventListener("input", show);
  sorter.append(input, order, ...(kinds.length > 1 ? [kind] : []));
  list.after(nothing);
}

setTheme();
setMenu();
setPreviews();
setTopics();
setLists();
