/* Lunr's query language: text to clauses, and which terms of a vocabulary a clause reaches, in Lunr's order.
 * What lunr.js 2.3.9 gives is the specification; the tests hold this against it. */

export const OPTIONAL = 1;
export const REQUIRED = 2;
export const PROHIBITED = 3;

/**
 * @param {string} message
 * @param {number} start
 * @param {number} end
 */
function queryError(message, start, end) {
  return Object.assign(new Error(message), { name: "QueryParseError", start, end });
}

/** @type {(letter: string) => boolean} */
const isSeparator = (letter) => /[\s-]/.test(letter);

/**
 * Lexemes of a query: [kind, text, start, end]; kinds are those lunr.js names in its messages.
 * @param {string} text
 */
function lex(text) {
  /** @type {Lexeme[]} */
  const lexemes = [];
  let start = 0;
  let at = 0;
  let escapes = /** @type {number[]} */ ([]);
  const emit = (/** @type {string} */ kind) => {
    let slice = "";
    let from = start;
    for (const sign of escapes) {
      slice += text.slice(from, sign);
      from = sign + 1;
    }
    lexemes.push([kind, slice + text.slice(from, at), start, at]);
    escapes = [];
    start = at;
  };
  const ignore = () => {
    if (start === at) at++;
    start = at;
  };
  const digits = (/** @type {string} */ kind) => {
    at--;
    if (at > start) emit("TERM");
    ignore();
    while (at < text.length && /[0-9]/.test(text[at])) at++;
    // as lunr.js has it, the end of the text is no character to give back
    emit(kind);
  };
  while (true) {
    if (at >= text.length) {
      if (at > start) emit("TERM");
      return lexemes;
    }
    const letter = text[at++];
    if (letter === "\\") {
      escapes.push(at - 1);
      at++;
    } else if (letter === ":") {
      at--;
      emit("FIELD");
      ignore();
    } else if (letter === "~") digits("EDIT_DISTANCE");
    else if (letter === "^") digits("BOOST");
    else if ((letter === "+" || letter === "-") && at - start === 1) emit("PRESENCE");
    else if (isSeparator(letter)) {
      if (at - start > 1) {
        at--;
        emit("TERM");
      }
      ignore();
      if (at >= text.length) return lexemes;
    }
  }
}

/**
 * Clauses of a query in Lunr's syntax; throws a QueryParseError as lunr.js does.
 * @param {string} text
 * @param {string[]} allFields
 */
export function parseQuery(text, allFields) {
  const lexemes = lex(text);
  /** @type {LunrClause[]} */
  const clauses = [];
  /** @type {Partial<LunrClause>} */
  let clause = {};
  const end = () => {
    clauses.push({
      fields: allFields,
      boost: 1,
      presence: OPTIONAL,
      usePipeline: true,
      term: "",
      terms: [],
      ...clause,
    });
    clause = {};
  };
  /** @type {(lexeme: Lexeme, name: string) => number} */
  const number = (lexeme, name) => {
    const value = Number.parseInt(lexeme[1], 10);
    if (Number.isNaN(value)) throw queryError(`${name} must be numeric`, lexeme[2], lexeme[3]);
    return value;
  };
  /** @type {(lexeme: Lexeme, next: Lexeme | undefined, kinds: string[], what: string) => void} */
  const expect = (lexeme, next, kinds, what) => {
    if (!next) throw queryError(`expecting ${what}, found nothing`, lexeme[2], lexeme[3]);
    if (!kinds.includes(next[0])) throw queryError(`expecting ${what}, found '${next[0]}'`, next[2], next[3]);
  };
  lexemes.forEach((lexeme, at) => {
    const [kind, value, from, to] = lexeme;
    const next = lexemes[at + 1];
    if (!at && (kind === "EDIT_DISTANCE" || kind === "BOOST")) {
      const found = value ? `${kind} with value '${value}'` : kind;
      throw queryError(`expected either a field or a term, found ${found}`, from, to);
    }
    if (kind === "PRESENCE") {
      clause.presence = value === "+" ? REQUIRED : PROHIBITED;
      expect(lexeme, next, ["FIELD", "TERM"], "term or field");
    } else if (kind === "FIELD") {
      if (!allFields.includes(value)) {
        const known = allFields.map((field) => `'${field}'`).join(", ");
        throw queryError(`unrecognised field '${value}', possible fields: ${known}`, from, to);
      }
      clause.fields = [value];
      expect(lexeme, next, ["TERM"], "term");
    } else {
      if (kind === "TERM") {
        clause.term = value.toLowerCase();
        if (value.includes("*")) clause.usePipeline = false;
      } else if (kind === "EDIT_DISTANCE") clause.editDistance = number(lexeme, "edit distance");
      else clause.boost = number(lexeme, "boost");
      if (!next || (next[0] !== "EDIT_DISTANCE" && next[0] !== "BOOST")) end();
    }
  });
  return clauses;
}

/** @type {() => AutomatonNode} */
const makeNode = () => ({ final: false, edges: {} });
/** @type {(node: AutomatonNode, letter: string) => AutomatonNode} */
const child = (node, letter) => {
  node.edges[letter] ||= makeNode();
  return node.edges[letter];
};

/**
 * A term with wildcards as an automaton: a wildcard is an edge to itself.
 * @param {string} term
 */
export function automatonOf(term) {
  const root = makeNode();
  let node = root;
  for (let at = 0; at < term.length; at++) {
    if (term[at] === "*") node.edges["*"] = node;
    else node = child(node, term[at]);
    node.final = at === term.length - 1;
  }
  return root;
}

/**
 * All that is within a number of edits of a term: "*" stands for any one letter.
 * @param {string} term
 * @param {number} distance
 */
export function automatonNear(term, distance) {
  const root = makeNode();
  const stack = /** @type {[AutomatonNode, number, string][]} */ ([[root, distance, term]]);
  for (let one = stack.pop(); one; one = stack.pop()) {
    const [node, edits, rest] = one;
    /** @type {(letter: string, left: number, tail: string, isEnd: boolean) => void} */
    const step = (letter, left, tail, isEnd) => {
      const next = child(node, letter);
      if (isEnd) next.final = true;
      stack.push([next, left, tail]);
    };
    if (rest) step(rest[0], edits, rest.slice(1), rest.length === 1);
    if (!edits) continue;
    step("*", edits - 1, rest, !rest);
    if (rest.length > 1) stack.push([node, edits - 1, rest.slice(1)]);
    if (rest.length === 1) node.final = true;
    if (rest) step("*", edits - 1, rest.slice(1), rest.length === 1);
    if (rest.length > 1) step(rest[1], edits - 1, rest[0] + rest.slice(2), false);
  }
  return root;
}

/**
 * Those of some sorted terms that an automaton accepts, in the order in which lunr.js finds them.
 * @param {string[]} terms
 * @param {AutomatonNode} automaton
 */
export function accepted(terms, automaton) {
  const words = makeNode();
  const output = makeNode();
  for (const term of terms) {
    let node = words;
    for (let at = 0; at < term.length; at++) node = child(node, term[at]);
    node.final = true;
  }
  const stack = [[automaton, output, words]];
  for (let one = stack.pop(); one; one = stack.pop()) {
    const [pattern, out, node] = one;
    const letters = Object.keys(node.edges);
    for (const edge of Object.keys(pattern.edges)) {
      for (const letter of letters) {
        if (edge !== letter && edge !== "*") continue;
        const below = node.edges[letter];
        const wanted = pattern.edges[edge];
        const next = child(out, letter);
        next.final = next.final || (below.final && wanted.final);
        stack.push([wanted, next, below]);
      }
    }
  }
  const found = [];
  const walk = /** @type {[string, AutomatonNode][]} */ ([["", output]]);
  for (let one = walk.pop(); one; one = walk.pop()) {
    const [prefix, node] = one;
    if (node.final) found.push(prefix);
    for (const letter of Object.keys(node.edges)) walk.push([prefix + letter, node.edges[letter]]);
  }
  return found;
}
