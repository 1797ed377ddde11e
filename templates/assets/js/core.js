/* What the reader decides, without a document: which note is next, what a filter shows, what is copied. */

/**
 * The place after or before another in a list, staying inside; -1 stands before the first.
 * @param {number} count
 * @param {number} place
 * @param {number} step
 */
export function nextPlace(count, place, step) {
  if (!count) return -1;
  if (place < 0) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, place + step));
}

/**
 * Filters from an address's query. Only the facets named count.
 * @param {string} query
 * @param {string[]} facets
 */
export function parseFilters(query, facets) {
  /** @type {Filters} */
  const filters = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    if (!facets.includes(name) || !value) continue;
    filters.set(name, (filters.get(name) || new Set()).add(value));
  }
  return filters;
}

/**
 * A query with these filters in it, and whatever else it held before.
 * @param {string} query
 * @param {Filters} filters
 * @param {string[]} facets
 */
export function queryWith(query, filters, facets) {
  const parameters = new URLSearchParams(query);
  for (const name of facets) parameters.delete(name);
  for (const [name, values] of filters) for (const value of values) parameters.append(name, value);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/**
 * Whether a note (facet → values with spaces between) passes: any value of a facet, in every facet.
 * @param {Record<string, string | undefined>} note
 * @param {Filters} filters
 */
export function passes(note, filters) {
  for (const [name, values] of filters) {
    if (!(note[name] || "").split(" ").some((value) => values.has(value))) return false;
  }
  return true;
}

/**
 * A quotation with its citation, as plain text.
 * @param {string} quote
 * @param {string | null | undefined} speaker
 * @param {string | undefined} citation
 * @param {string} address
 */
export function citationText(quote, speaker, citation, address) {
  const said = `“${quote}”` + (speaker ? ` — ${speaker}` : "");
  return [said, citation || "", address]
    .filter(Boolean)
    .map((part) => part.replace(/[.\s]+$/, ""))
    .join(". ");
}

/**
 * Whether a text has all the words asked for, however they are written in capitals.
 * @param {string} text
 * @param {string} asked
 */
export function hasWords(text, asked) {
  const low = text.toLocaleLowerCase();
  return asked
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

/**
 * The order of entries (attribute → text) by one of them: names as people sort, numbers highest first.
 * @param {string} key
 * @param {string} language
 * @returns {(one: Record<string, string | undefined>, other: Record<string, string | undefined>) => number}
 */
export function orderBy(key, language) {
  const collator = new Intl.Collator(language, { numeric: true });
  if (key === "name") return (one, other) => collator.compare(one.name || "", other.name || "");
  return (one, other) => Number(other[key] || 0) - Number(one[key] || 0);
}

/**
 * What an address's fragment names. A "%" that escapes nothing stands for itself.
 * @param {string} hash
 */
export function idOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/**
 * The last of several tops, in order, that lies above a line; -1 where none does.
 * @param {number[]} tops
 * @param {number} line
 */
export function placeAt(tops, line) {
  return tops.findLastIndex((top) => top < line);
}

/**
 * Whether a place is at least two screens away from what is in sight.
 * @param {{ top: number, bottom: number }} place
 * @param {number} height
 */
export function isFar(place, height) {
  return place.bottom < -2 * height || place.top > 3 * height;
}

/**
 * Where a card of a given size goes beside a link: below it, or above where there is no room; [left, top].
 * @param {{ left: number, top: number, bottom: number }} link
 * @param {{ width: number, height: number }} size
 * @param {{ width: number, height: number }} view
 */
export function placeBeside(link, size, view) {
  const left = Math.max(8, Math.min(link.left, view.width - size.width - 8));
  const below = link.bottom + 6;
  const top =
    below + size.height > view.height && link.top - size.height - 6 > 0 ? link.top - size.height - 6 : below;
  return [left, top];
}

/**
 * The element that an event is about: the whole page, where its target is none.
 * @param {Event} event
 */
export function elementOf(event) {
  return event.target instanceof Element ? event.target : document.documentElement;
}
