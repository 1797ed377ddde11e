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
 * @typedef {{
 *   label: string, placeholder: string, what: string,
 *   search(typed: string): Promise<NamesFound>,
 *   pick(name: NamesFound["names"][number]): void,
 *   create?(typed: string, proposed: string): void,
 * }} Combobox
 * @typedef {{ node?: HTMLElement, act(): void, isNew?: boolean, content: HTMLElement[] }} NameOption
 */

/**
 * The names that were found, and a new one of what was typed.
 * @param {Combobox} told
 * @param {NamesFound} found
 * @param {string} typed
 */
function optionsOf({ pick, create, what }, { names, proposed }, typed) {
  /** @type {NameOption[]} */
  const options = names.map((name) => ({
    act: () => pick(name),
    content: [
      make("b", { dir: "auto" }, name.name),
      ...(name.detail ? [make("small", { dir: "auto" }, name.detail)] : []),
    ],
  }));
  if (create && typed) {
    const content = [make("b", {}, `${NEW[what]()}: `), make("bdi", {}, typed)];
    options.push({ act: () => create(typed, proposed), isNew: true, content });
  }
  return options;
}

/**
 * What is said below the options, if anything.
 * @param {number} more
 * @param {number} options
 * @param {string} typed
 */
function remarkOf(more, options, typed) {
  if (more > 0) return t("{n} more: type further letters", { n: more });
  if (options) return "";
  return typed ? t("Nothing found") : t("Nothing there yet: type a name");
}

/**
 * The field and its list, empty yet.
 * @param {string} label
 * @param {string} placeholder
 */
function comboboxParts(label, placeholder) {
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
  return { input, list };
}

/**
 * The list of a combobox: its options, and which of them is active.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {Combobox} told
 * @param {() => void} settle
 */
function makeOptions(input, list, told, settle) {
  let options = /** @type {NameOption[]} */ ([]);
  let active = -1;
  function close() {
    settle();
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
  function take(place = active) {
    const option = options[place];
    if (!option) return;
    close();
    input.value = "";
    option.act();
  }
  /**
   * @param {NameOption} option
   * @param {number} i
   */
  function draw(option, i) {
    const attributes = {
      role: "option",
      id: `${input.id}_o${i}`,
      "aria-selected": "false",
      class: option.isNew ? "new" : "",
    };
    const node = make("li", attributes, ...option.content);
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", () => take(i));
    option.node = node;
    return node;
  }
  /**
   * @param {NamesFound} found
   * @param {string} typed
   */
  function fill(found, typed) {
    options = optionsOf(told, found, typed);
    list.replaceChildren(...options.map(draw));
    const remark = remarkOf(found.count - found.names.length, options.length, typed);
    const attributes = { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" };
    if (remark) list.append(make("li", attributes, remark));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(typed && found.names.length ? 0 : typed ? options.length - 1 : -1);
  }
  const step = (/** @type {number} */ by) =>
    mark((active + by + options.length) % Math.max(1, options.length));
  return { close, take, fill, step, isActive: () => active >= 0 };
}

/**
 * A text field that completes names from a registry (the ARIA combobox pattern).
 * `search` (typed) gives {names, count, proposed}; `pick` gets a name; `create` (typed, proposed id), where given, makes a new one.
 * `enter` puts the focus there and leaves the list closed, so that it covers nothing before somebody types.
 * @param {Combobox} told
 * @returns {Field}
 */
export function combobox(told) {
  const { input, list } = comboboxParts(told.label, told.placeholder);
  let turn = 0;
  let timer = 0;
  let isQuiet = false;
  function enter() {
    isQuiet = true;
    input.focus({ preventScroll: true });
    isQuiet = false;
  }
  const options = makeOptions(input, list, told, () => {
    turn++;
    clearTimeout(timer);
    timer = 0;
  });
  async function ask() {
    clearTimeout(timer);
    timer = 0;
    const mine = ++turn;
    const typed = input.value.trim();
    let found;
    try {
      found = await told.search(typed);
    } catch {
      return;
    }
    if (mine === turn && document.activeElement === input) options.fill(found, typed);
  }
  async function takeActive() {
    if (!input.value.trim() && !options.isActive()) return;
    if (list.hidden || timer) await ask(); // what is typed last counts, not what is shown yet
    options.take();
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) ask();
      else options.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") takeActive();
    else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      options.close();
    } else return;
    event.preventDefault();
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener("focus", () => {
    if (!isQuiet) ask();
  });
  input.addEventListener("blur", options.close);
  input.addEventListener("keydown", press);
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
