import type { ColumnDefinition } from "../migration/schema-change.js";
import type { SqlToken } from "./lex.js";
import { isWord, textOf, TokenReader } from "./token-reader.js";

/** What may come after a column's type. */
const CLAUSES = new Set([
  "not",
  "null",
  "default",
  "primary",
  "unique",
  "references",
  "check",
  "constraint",
  "generated",
  "as",
  "collate",
  "auto_increment",
  "autoincrement",
  "comment",
  "after",
  "first",
  "on",
  "key",
  "identity",
  "deferrable",
  "initially",
  "using",
  "storage",
  "compression",
  "charset",
  "character_set",
  "visible",
  "invisible",
  "virtual",
  "stored",
]);

/** A column as it is written after its name: type, default and constraints. */
export function readColumn(
  name: string | undefined,
  tokens: readonly SqlToken[],
): ColumnDefinition {
  const reader = new TokenReader(tokens);
  const type = typeOf(reader);
  const clauses = clausesOf(reader.rest());
  const has = (...words: string[]): boolean =>
    clauses.some((clause) => words.every((word, index) => isWord(clause[index], word)));
  const fallback = clauses.find(([first]) => isWord(first, "default"));
  const references = clauses.find(([first]) => isWord(first, "references"));
  return {
    ...(name !== undefined && { name }),
    type,
    isNotNull: has("not", "null") || has("primary"),
    ...(fallback && { fallback: textOf(fallback.slice(1)) }),
    ...(references && { references: new TokenReader(references.slice(1)).name() ?? "" }),
    isPrimary: has("primary"),
    isUnique: has("unique"),
    isChecked: has("check"),
    isStored: clauses.some((clause) => isWord(clause.at(-1), "stored")),
    isCounted:
      /^(?:small|big)?serial\d?\b/.test(type) ||
      has("auto_increment") ||
      has("identity") ||
      clauses.some(
        ([first, ...others]) =>
          isWord(first, "generated") && others.some((token) => isWord(token, "identity")),
      ),
  };
}

function typeOf(reader: TokenReader): string {
  const type: SqlToken[] = [];
  for (let token = reader.peek(); token; token = reader.peek()) {
    const word = token.text.toLowerCase();
    if (token.kind === "word" && CLAUSES.has(word)) break;
    if (word === "character" && reader.sees("character", "set")) {
      reader.next();
      reader.next();
      reader.next();
      continue;
    }
    type.push(token);
    reader.next();
  }
  return textOf(type).replaceAll(/ ?([(),.[\]]) ?/g, "$1");
}

/** The tokens from each keyword that begins a clause to the next, parentheses whole. */
function clausesOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const clauses: SqlToken[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "symbol" && token.text === "(") depth += 1;
    if (token.kind === "symbol" && token.text === ")") depth -= 1;
    const last = clauses.at(-1);
    const begins =
      depth === 0 &&
      token.kind === "word" &&
      CLAUSES.has(token.text.toLowerCase()) &&
      !goesOn(last, token);
    if (begins || !last) clauses.push([token]);
    else last.push(token);
  }
  return clauses;
}

/** `NOT NULL`, `DEFAULT NULL`, `ON DELETE` of a reference, `AS (…) STORED`: the second word belongs to the first. */
function goesOn(clause: readonly SqlToken[] | undefined, token: SqlToken): boolean {
  const [first] = clause ?? [];
  if (!first || !clause) return false;
  const word = token.text.toLowerCase();
  const second = clause.length === 1;
  if (isWord(first, "not") || isWord(first, "default")) return second && word === "null";
  if (isWord(first, "primary") || isWord(first, "unique")) return word === "key";
  if (isWord(first, "generated") || isWord(first, "as"))
    return /^(?:as|identity|stored|virtual|default|on|null)$/.test(word) && clause.length < 40;
  return isWord(first, "references") && /^(?:on|default|null|deferrable|not|initially)$/.test(word);
}
