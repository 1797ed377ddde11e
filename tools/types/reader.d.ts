/** What the scripts of a site's pages share, for TypeScript's checks alone: no page loads this. */

/** A Snowball stemmer, which hands itself to the page: ArabicStemmer and its like. */
interface Snowball { stemWord(word: string): string }

// ---- what the build writes: sitegen/search/manifest.py and its neighbours ----

/** What both sides must agree on about texts, by value. */
interface TextSettings {
  divided: string; chinese: string[]; traditional: string; simplified: string; invisible: string; marks: string; spaceless: string; stop: string; elisions: string; longest: number; english: string;
  letters: [string, string][];
  scripts: [string, string][];
  languages: Record<string, [script: string, algorithm: string]>;
  defaults: Record<string, string>;
}
interface Manifest {
  n: number; fields: string[]; boosts: number[]; sums: number[]; k1: number; b: number;
  firsts: string; alone: string; placed: number[]; vocabulary: Record<string, string>;
  shards: string; titles: string; perFile: number; lengths: string; dates: string; client: string;
  facets: Record<string, [path: string, size: number]>;
  kinds: [kind: string, first: number][]; kindLabels: Record<string, string>;
  stemmers: Record<string, string>; text: TextSettings; words: Record<string, string>; language: string;
}
/** A unit's entry in a file of titles: where it is, its title, language and date, then the files of its texts. */
type TitleEntry = [ref: string, title: string, language: string, date: string, ...texts: (string | number)[]];
type Passage = [fragment: string, text: string];
type FacetFile = [values: string[], labels: string[], packed: string];

/** What the index's scripts put: by a key's first letter shards, vocabularies, titles, facets; and texts by their own. */
interface IndexFiles {
  has(key: string): boolean;
  get(key: `s${number}`): [terms: string, body: string] | undefined;
  get(key: `v${string}` | "lengths" | "dates"): string | undefined;
  get(key: `d${number}`): TitleEntry[] | undefined;
  get(key: `f${string}`): FacetFile | undefined;
  get(key: string): Passage[] | undefined;
}

// ---- the index ----

interface Numbers { (): number; at: number }
interface Postings {
  units: Uint32Array; counts: Uint32Array; starts: number[]; places: number[]; hasPlaces: boolean; scores: Float64Array | null;
}
interface TermRow { term: string; fields: Postings[]; found: number }
interface Weighted { row: TermRow; weight: number }
/** What is asked of the index; of some clauses only the terms are of interest. */
interface Terms { terms: string[]; editDistance?: number }
interface Clause extends Terms { fields: string[]; boost: number; presence: number }
/** A clause as Lunr's language has it, before its words are made terms. */
interface LunrClause extends Clause { term: string; usePipeline: boolean; ours?: string[] }
interface Passages { best: [place: number, cover: number][]; cover: number; isTitled: boolean }
type SearchIndex = ReturnType<typeof import("../../templates/assets/js/search-index.js").makeIndex>;
type SearchText = ReturnType<typeof import("../../templates/assets/js/search-text.js").makeText>;
type SearchResults = ReturnType<typeof import("../../templates/assets/js/search-results.js").makeResults>;
type SearchPlanner = ReturnType<typeof import("../../templates/assets/js/search-plan.js").makePlanner>;
type SearchClient = ReturnType<typeof import("../../templates/assets/js/search-client.js").makeClient>;
type Snippets = ReturnType<typeof import("../../templates/assets/js/search-snippet.js").makeSnippets>;
interface AutomatonNode { final: boolean; edges: Record<string, AutomatonNode> }
type Lexeme = [kind: string, text: string, start: number, end: number];

// ---- what a query means ----

interface Word { token: string; whole: string[]; parts: string[][]; dropped: string[] }
/** A word of a query with the terms that stand for it: its own, those it begins, those near it. */
interface Group {
  terms: string[]; known: boolean; token?: string; isLast?: boolean;
  begun?: [term: string, weight: number][]; near?: Map<string, number>;
}
interface WordGroup extends Group { token: string; isLast: boolean; dropped: string[] }
/** An answer: `all` of `units` have every word; `instead` are the words that near ones stood in for. */
interface Found {
  units: number[]; groups: Group[]; failed: Set<string>; all: number; instead: WordGroup[];
  common?: string[]; quoted?: string[]; isOdd?: boolean; scores?: Float64Array;
}

// ---- what is shown ----

type Mark = [start: number, end: number, group: number];
/** A page that was found, and what of it is shown. */
interface Row {
  unit: number; ref: string; title: string; language: string; date: string; kind: string;
  texts: [first: number, name: string][];
}
interface ShownRow extends Row {
  cover: number; passages: number[]; isBlind: boolean; file: string; typed?: number; isNamed?: boolean; item?: HTMLElement;
}
/** What is drawn of an answer: `whole` of its units have every word; `isPart` where not all could be looked through. */
interface Answer {
  rows: ShownRow[]; found: Found; units: number[]; whole: number; isPart: boolean; sets: Set<string>[]; words: Map<number, Set<string>>;
}
interface SearchState { query: string; chosen: Record<string, string>; sort: string; count: number }

/** What search.js keeps on every page, and what the client adds to it. */
interface SiteSearch {
  root: string; field: HTMLInputElement; form: HTMLFormElement; files: IndexFiles;
  load(path: string): Promise<unknown>;
  put(key: string, value: unknown): void;
  open(manifest: Manifest): void;
  start?(manifest: Manifest): void;
  api?: unknown;
}
declare var siteSearch: SiteSearch;

// ---- a page's other scripts ----

/** Facets with the values chosen of each. */
type Filters = Map<string, Set<string>>;
/** What a key does; false where it is of no use now. */
type KeyAction = (event: KeyboardEvent) => unknown;

/** What units may be narrowed by: its values, how they are called, and which of them a unit has, by their numbers. */
interface Facet { values: string[]; labels: string[]; of(unit: number): number[] }
/** An annotation's card with its passage: the marks it has in the text, and how many characters they hold. */
interface Note { id: string; card: HTMLElement; marks: HTMLElement[]; length: number; handle: HTMLElement | null; isShown: boolean }
