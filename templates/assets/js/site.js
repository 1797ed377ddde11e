/* Every page: the theme's switch, the menu, previews of links, lists to sort and filter. */
(function () {
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");

  find("_theme")?.addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* lasts for this page only */ }
  });

  /* The menu of narrow screens. Without this script its link leads to it all the same. */
  const menu = find("_menu"), button = find("_menu_button");
  function openMenu(isOpen) {
    menu.classList.toggle("open", isOpen);
    button.setAttribute("aria-expanded", isOpen);
    (isOpen ? menu.querySelector("a") : button).focus();
  }
  if (button) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-expanded", "false");
    document.addEventListener("click", (event) => {
      const isOpen = menu.classList.contains("open");
      const isButton = button.contains(event.target);
      if (isButton || event.target.closest(".menu-close")) event.preventDefault();
      if (isButton || (isOpen && (!menu.contains(event.target) || event.target.closest(".menu-close")))) openMenu(!isOpen);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.classList.contains("open")) openMenu(false);
      if (event.key === " " && event.target === button) { event.preventDefault(); openMenu(!menu.classList.contains("open")); }
    });
  }

  /* Previews */
  const previews = new Map();
  for (const item of find("_previews")?.content.children || []) previews.set(item.dataset.route, item);
  const card = document.createElement("div");
  let timer = 0;
  function previewOf(link) {
    if (!link) return null;
    const path = link.getAttribute("href").replace(/^(?:\.\.\/)+/, "").replace(/#.*/, "");
    return previews.get(path);
  }
  function showPreview(link) {
    card.className = "preview";
    card.replaceChildren(...previewOf(link).cloneNode(true).childNodes);
    document.body.append(card);
    const view = { width: root.clientWidth, height: innerHeight };
    const [left, top] = placeBeside(link.getBoundingClientRect(), card.getBoundingClientRect(), view);
    card.style.left = left + scrollX + "px";
    card.style.top = top + scrollY + "px";
  }
  const hide = () => { clearTimeout(timer); card.remove(); };
  function soon(event) {
    if (card.contains(event.target)) { clearTimeout(timer); return; }
    const link = event.target.closest("main a[href]");
    clearTimeout(timer);
    if (previewOf(link)) timer = setTimeout(showPreview, event.type === "focusin" ? 600 : 300, link);
    else if (card.isConnected) timer = setTimeout(hide, 250);
  }
  if (previews.size) {
    if (matchMedia("(hover: hover)").matches) document.addEventListener("mouseover", soon);
    document.addEventListener("focusin", soon);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  /* Statements by topic */
  find("_topic")?.addEventListener("change", (event) => {
    const topic = event.target.value;
    for (const row of event.target.closest("section").querySelectorAll(".statements > li")) {
      row.hidden = Boolean(topic) && !(row.dataset.topics || "").split(" ").includes(topic);
    }
  });

  /* Lists */
  const sorter = find("_sorter"), list = document.querySelector(".entries");
  if (!sorter || !list) return;
  const words = sorter.dataset;
  const entries = [...list.children].map((node) => ({ node, data: node.dataset, text: node.textContent }));
  const kinds = [...new Set(entries.map((entry) => entry.data.kind).filter(Boolean))].sort();
  const input = Object.assign(document.createElement("input"), { type: "search", placeholder: words.filter });
  input.setAttribute("aria-label", words.filter);
  const nothing = Object.assign(document.createElement("p"), { className: "nothing", hidden: true, textContent: words.none });
  nothing.setAttribute("role", "status");
  const select = (label, options) => {
    const box = document.createElement("select");
    box.setAttribute("aria-label", label);
    for (const [value, text] of options) box.append(new Option(text, value));
    box.addEventListener("change", show);
    return box;
  };
  const sorts = words.sorts.split("|").map((sort) => sort.split(/:(.*)/, 2));
  const kind = select(words.all, [["", words.all], ...kinds.map((name) => [name, name])]);
  const order = select(words.by, sorts.map(([key, text]) => [key, words.by + ": " + text]));
  function show() {
    let shown = 0;
    for (const { node, data, text } of entries) {
      node.hidden = !(hasWords(text, input.value.trim()) && (!kind.value || data.kind === kind.value));
      if (!node.hidden) shown++;
    }
    nothing.hidden = shown > 0;
  }
  order.addEventListener("change", () => {
    const by = orderBy(order.value, root.lang);
    list.append(...[...entries].sort((one, other) => by(one.data, other.data)).map((entry) => entry.node));
  });
  input.addEventListener("input", show);
  sorter.append(input, order, ...(kinds.length > 1 ? [kind] : []));
  list.after(nothing);
})();
