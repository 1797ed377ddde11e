/* The list of what was found, under the field of every page. */

import { languageOf, make } from "./search-client.js";

const LISTED = 8;

/**
 * The list itself, which of its options is active, and the keys that go through them.
 * @param {HTMLInputElement} field
 * @param {HTMLFormElement} form
 * @param {string} label
 */
function makeBox(field, form, label) {
  const list = make("div", {
    id: "_found",
    role: "listbox",
    class: "search-list",
    "aria-label": label,
    hidden: "",
  });
  form.append(list);
  const attributes = {
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "_found",
    "aria-autocomplete": "list",
  };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function activate(place) {
    const all = options();
    if (!all.length) return;
    active = (place + all.length + 1) % (all.length + 1);
    if (active === all.length) active = -1;
    for (const one of all) one.setAttribute("aria-selected", "false");
    if (active < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[active].id);
  }

  /** @param {HTMLElement[]} rows */
  function fill(rows) {
    const before = active;
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    field.setAttribute("aria-expanded", String(rows.length > 0));
    active = -1;
    if (before >= 0 && before < rows.length) activate(before);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? list.children.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) options()[active].click();
    else return;
    event.preventDefault();
  }

  field.addEventListener("keydown", press);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  return { close, fill };
}

/**
 * @param {SearchClient} client
 * @param {SiteSearch} site
 */
export function makeList(client, { field, form }) {
  const { manifest, results, planner, snippets, say, number } = client;
  const { rowsOf, title, groupSets, findPassage, addressOf } = client;
  const { close, fill } = makeBox(field, form, say("Search results"));
  const live = make("p", { class: "unseen", role: "status" });
  form.append(live);
  let asked = 0;

  /**
   * @param {ShownRow} row
   * @param {number} at
   * @param {Group[]} groups
   */
  function option(row, at, groups) {
    const sets = groupSets(groups);
    findPassage(row, sets);
    const passage = results.passageOf(row, row.passages[0]);
    const snippet = make("span", { class: "search-text", dir: "auto", lang: row.language });
    if (passage) snippets.show(snippet, passage[1], languageOf(row), sets);
    return make(
      "a",
      {
        role: "option",
        id: `_found_${at}`,
        "aria-selected": "false",
        tabindex: "-1",
        href: addressOf(row, row.isNamed ? "" : passage?.[0]),
      },
      make("span", { class: "search-title", dir: "auto" }, title(row, sets)),
      make("span", { class: "search-kind" }, manifest.kindLabels[row.kind] || row.kind),
      snippet,
    );
  }

  async function suggest() {
    const query = field.value.trim();
    const turn = ++asked;
    if (!query) {
      close();
      live.textContent = "";
      return;
    }
    const named = await planner.titles(query);
    const found = await planner.search(query);
    if (turn !== asked) return;
    const first = named.units.slice(0, 3);
    const units = [...first, ...found.units.filter((unit) => !first.includes(unit))].slice(0, LISTED);
    const rows = await rowsOf(units, found.groups, 1);
    for (const row of rows) row.isNamed = first.includes(row.unit);
    const draw = () => {
      if (turn !== asked || document.activeElement !== field) return;
      fill(rows.map((row, at) => option(row, at, found.groups)));
      live.textContent = rows.length
        ? say("Results: {count}", { count: number(found.units.length) })
        : say("Nothing was found for “{query}”.", { query });
    };
    draw();
    await results.fetchAll(rows.map((row) => row.file).filter(Boolean));
    draw();
  }

  field.addEventListener("input", suggest);
  field.addEventListener("focus", () => field.value.trim() && suggest());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close();
  });
  if (field === document.activeElement && field.value.trim()) suggest();
}
