/** What the scripts of `sitegen serve` and `annotate` share, for TypeScript's checks alone: no page loads this. */

/** A value of the format with the words for it. */
type Option = [value: string, words: string];
/** What the server tells the panel of the format: sitegen/serve/annotate/panel.py. */
interface Panel {
  keys: AnnotationKeys;
  values: Record<string, [value: string, words: string][]>;
  editorial: string[];
  fields: { key: string; label: string; values: [value: string, words: string][] | null; example: string }[];
}
/** Keys with one text each; what an author wrote is text until it is saved. */
type TextKeys = Record<string, string | undefined>;
interface ClaimUse extends TextKeys { id: string; stance?: string }
/** A number as it was read, or is to be written. */
interface Amount extends TextKeys { value?: string; min?: string; max?: string; approximate?: string; as_of?: string }
interface FigureUse extends Amount { id: string }
interface AnnotationKeys {
  speaker: string; said: string; mode: string; cue: string; certainty: string; basis: string; note: string; annotator: string;
  via: string[]; topics: string[]; claim: ClaimUse[]; figure: FigureUse[];
}
/** Words of the text: from a row and code point to another. */
interface Piece { row: number; start: number; end_row: number; end: number; words: string }
type Registry = "speakers" | "claims" | "figures" | "topics";
type Names = Record<Registry, Map<string, string>>;
/** What the server answers: by its address. `problem` is there where it refused. */
interface Told<Data> { status: number; data: Data & { problem: string } }
interface Answers {
  document: DocumentShown; drafts: DraftsShown; names: NamesFound; waiting: Waiting; text: { language: string; rows: string[] };
  preview: { id: string; note: string; yaml: string; numbers: string[] };
  save: { id: string } & Conflict; delete: Conflict; undo: { label: string };
  decide: Waiting & { path: string; hasLock: boolean };
}
interface Conflict { version: string; theirs: string[]; mine: string[] }
interface NamesFound { names: { id: string; name: string; detail?: string }[]; count: number; proposed: string }
interface AnnotationShown { number: number; id: string; keys: AnnotationKeys; pieces: Piece[] }
interface DocumentShown {
  version: string; language: string; path: string; undo: string; names: Record<Registry, Record<string, string>>;
  annotations: AnnotationShown[]; outer: { id: string; role: string }[];
}
/** What the text offers. */
interface Offered {
  kind: string; pieces: Piece[]; paragraph: number; keys: Partial<AnnotationKeys>; named: string; amount: Amount; figures: string[]; unit: string;
}
interface DraftsShown { version: string; drafts: Offered[]; names: Record<Registry, Record<string, string>> }

// ---- passages that lost their place ----

type Segment = [kind: "same" | "gone" | "new", words: string];
interface PlaceChoice { piece: Piece; paragraph: number; likeness: number; before: Segment[]; words: Segment[]; after: Segment[] }
interface Question {
  id: string; about: { speakers: string[]; claims: string[]; figures: string[] };
  pieces: { placed: Piece | null; was: { before: string; words: string; after: string }; choices: PlaceChoice[] }[];
}
interface Waiting { id: string; title: string; path: string; language: string; state: string; undo: string; lost: string[]; question: Question | null }

// ---- the panel ----

/** A new entry of a registry, made beside an annotation. */
interface NewEntry { registry: Registry; id: string; keys: Record<string, string> }
interface DraftStart { number: number | null; id: string; keys: Partial<AnnotationKeys>; pieces: Piece[]; changesPassage: boolean; offered?: Offered | null }
interface Draft extends DraftStart {
  keys: AnnotationKeys; offered: Offered | null; hasOwnId: boolean; oldId: string; entries: NewEntry[]; numbers: string[];
  shows: Record<string, boolean>; version: string; noteHtml?: string; yaml?: string;
}
interface Field { node: HTMLElement; input: HTMLInputElement; enter(): void }

// ---- a page that follows the site ----

interface Place { route: string | undefined; y: number; id?: string; words?: string; tag?: string; top?: number }
interface SiteState { version: number; reload?: boolean; style?: string; problem?: string; waiting?: string[] }
interface DocumentEventMap {
  "sitegen:problem": CustomEvent<{ waiting?: string[]; overlay: HTMLElement | null }>;
}

// ---- elements ----

type Child = Node | string | null | undefined;
/** An attribute, or what an event does. */
type Attribute = string | number | boolean | null | undefined | ((event: Event) => unknown);
/** A word on the page: its paragraph's number, and its own in that. */
type WordAt = [paragraph: number, word: number];
