/* The keys of every page, which the browser's own do not have: who takes one says so here, and here alone it is decided
 * whether it may be taken. A reader can switch them off (WCAG 2.1.4), for those who speak to their machine, or whose arrows
 * move a page that is larger than their screen. Keys that only work in what has the focus are not among them. */
export const pageKeys = (() => {
  const NAME = "keys";
  const WRITING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";
  const USES_ARROWS = "input, [tabindex='0'], summary, [role=listbox], [role=option]";
  /** @type {Map<string, KeyAction>} */
  const actions = new Map();
  let isOn = true;
  try {
    isOn = localStorage.getItem(NAME) !== "off";
  } catch {
    /* storage may be closed; then they are on */
  }

  /**
   * A key as it is named here: a letter's on a keyboard of another script is the one in its place.
   * @param {KeyboardEvent} event
   */
  function nameOf(event) {
    const isForeign =
      /^Key[A-Z]$/.test(event.code) && !/^[\x20-\x7e]$/.test(event.key) && event.key.length === 1;
    return isForeign ? event.code.slice(3).toLowerCase() : event.key;
  }

  /**
   * Whether a key is a command now: not while writing, nor where what has the focus needs it, nor where a reader said no.
   * @param {KeyboardEvent} event
   */
  function areFree(event) {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    const own = event.target instanceof Element ? event.target : document.body;
    return !own.closest(WRITING) && !(event.key.startsWith("Arrow") && own.closest(USES_ARROWS));
  }

  document.addEventListener("keydown", (event) => {
    const action = actions.get(nameOf(event));
    if (!action || event.defaultPrevented || !areFree(event)) return;
    if (action(event) !== false) event.preventDefault();
  });

  return {
    nameOf,
    /**
     * Take a key; `action` says false where it has no use for it now. A later taker is asked first.
     * @param {string} key
     * @param {KeyAction} action
     */
    take(key, action) {
      const before = actions.get(key);
      actions.set(key, before ? (event) => action(event) !== false || before(event) : action);
    },
    areOn: () => isOn,
    /**
     * Switch them on or off, here and on every page to come.
     * @param {boolean} value
     */
    set(value) {
      isOn = value;
      try {
        localStorage.setItem(NAME, value ? "on" : "off");
      } catch {
        /* lasts for this page */
      }
    },
  };
})();
