/* Fields of the panel: elements, a text field that completes names, lists of chosen names. */

import { t } from "./words.js";

/**
 * An element with attributes and children; a text child is text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {Child[]} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice("on".length), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.flatMap((child) => child ?? []));
  return node;
}

let fieldCount = 0;
/**
 * A labelled field; `hint` says more in small letters.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
export function field(label, control, hint = "") {
  if (!control.id) control.id = `_a_${++fieldCount}`;
  const parts = /** @type {HTMLElement[]} */ ([make("label", { for: control.id }, label), control]);
  if (hint) {
    const small = make("small", { id: `${control.id}_hint` }, hint);
    control.setAttribute("aria-describedby", small.id);
    parts.push(small);
  }
  return make("div", { class: "a-field" }, ...parts);
}

/**
 * A choice of a few: buttons of which one, or none, is pressed.
 * @param {string} label
 * @param {Option[]} options
 * @param {string} value
 * @param {(value: string) => void} change
 */
export function choice(label, options, value, change) {
  const name = `_a_choice_${++fieldCount}`;
  const inputs = options.map(([key, text]) => {
    const input = make("input", { type: "radio", name, value: key, id: name + key, checked: key === value });
    input.addEventListener("change", () => change(key));
    return make("span", {}, input, make("label", { for: input.id }, text));
  });
  return make("fieldset", { class: "a-choice" }, make("legend", {}, label), make("div", {}, ...inputs));
}

/** @type {Record<string, () => string>} */
export const NEW = {
  speaker: () => t("New speaker"),
  claim: () => t("New claim"),
  figure: () => t("New quantity"),
  topic: () => t("New topic"),
};
/**
 * A text field that completes names from a registry (the ARIA combobox pattern).
 * `search` (typed) gives {names, count, proposed}; `pick` gets a name; `create` (typed, proposed id), where given, makes a new one.
 * `enter` puts the focus there and leaves the list closed, so that it covers nothing before somebody types.
 * @param {{
 *   label: string, placeholder: string, what: string,
 *   search(typed: string): Promise<NamesFound>,
 *   pick(name: NamesFound["names"][number]): void,
 *   create?(typed: string, proposed: string): void,
 * }} told
 * @returns {Field}
 */
export function combobox({ label, placeholder, search, pick, create, what }) {
  const id = `_a_${++fieldCount}`;
  const list = make("ul", { id: `${id}_list`, role: "listbox", "aria-label": label, hidden: true });
  const input = make("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
    placeholder,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-label": label,
  });
  /** @type {{ node?: HTMLElement, act(): void, isNew?: boolean, content: HTMLElement[] }[]} */
  let options = [];
  let active = -1;
  let turn = 0;
  let timer = 0;
  let isQuiet = false;
  function enter() {
    isQuiet = true;
    input.focus({ preventScroll: true });
    isQuiet = false;
  }
  function close() {
    turn++;
    clearTimeout(timer);
    timer = 0;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  /** @param {number} place */
  function mark(place) {
    active = place;
    for (const [i, { node }] of options.entries()) node?.setAttribute("aria-selected", String(i === active));
    const own = options[active]?.node;
    if (own) {
      input.setAttribute("aria-activedescendant", own.id);
      own.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  /** @param {number} place */
  function take(place) {
    const option = options[place];
    if (!option) return;
    close();
    input.value = "";
    option.act();
  }
  /**
   * @param {NamesFound} found
   * @param {string} typed
   */
  function fill({ names, count, proposed }, typed) {
    options = names.map((name) => ({
      act: () => pick(name),
      content: [
        make("b", { dir: "auto" }, name.name),
        ...(name.detail ? [make("small", { dir: "auto" }, name.detail)] : []),
      ],
    }));
    if (create && typed)
      options.push({
        act: () => create(typed, proposed),
        isNew: true,
        content: [make("b", {}, `${NEW[what]()}: `), make("bdi", {}, typed)],
      });
    list.replaceChildren(
      ...options.map((option, i) => {
        const node = make(
          "li",
          { role: "option", id: `${id}_o${i}`, "aria-selected": "false", class: option.isNew ? "new" : "" },
          ...option.content,
        );
        node.addEventListener("mousedown", (event) => event.preventDefault());
        node.addEventListener("click", () => take(i));
        option.node = node;
        return node;
      }),
    );
    const more = count - names.length;
    const remark =
      more > 0
        ? t("{n} more: type further letters", { n: more })
        : options.length
          ? ""
          : typed
            ? t("Nothing found")
            : t("Nothing there yet: type a name");
    if (remark)
      list.append(
        make(
          "li",
          { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          remark,
        ),
      );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(typed && names.length ? 0 : typed ? options.length - 1 : -1);
  }
  async function ask() {
    clearTimeout(timer);
    timer = 0;
    const mine = ++turn;
    const typed = input.value.trim();
    let found;
    try {
      found = await search(typed);
    } catch {
      return;
    }
    if (mine === turn && document.activeElement === input) fill(found, typed);
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener("focus", () => {
    if (!isQuiet) ask();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        ask();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + options.length) % Math.max(1, options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (input.value.trim() || active >= 0) {
        if (list.hidden || timer) await ask(); // what is typed last counts, not what is shown yet
        take(active);
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return { node: make("div", { class: "a-combobox" }, input, list), input, enter };
}

/**
 * A name that was chosen, with a button that takes it away.
 * @param {string} name
 * @param {() => void} remove
 * @param {Child[]} more
 */
export function chip(name, remove, ...more) {
  const label = make("span", { class: "a-chip-name", dir: "auto" }, name);
  const button = make(
    "button",
    { type: "button", class: "a-remove", "aria-label": t("Remove {name}", { name }), onclick: remove },
    "×",
  );
  return make("li", { class: "a-chip" }, label, ...more, button);
}
