import type { SqlToken } from "./lex.js";

/** The tokens of each statement, without the sign that ends it. */
export function splitStatements(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  let open = 0;
  for (const token of tokens) {
    if (isEnd(token) && open === 0) {
      if (current.length > 0) statements.push(current);
      current = [];
      continue;
    }
    open = Math.max(0, open + opening(token, current));
    current.push(token);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

function isEnd({ kind, text }: SqlToken): boolean {
  return kind === "symbol" && text === ";";
}

/** Triggers and procedures hold statements of their own between `BEGIN` and `END`. */
function opening(token: SqlToken, before: readonly SqlToken[]): number {
  if (token.kind !== "word" || !isRoutine(before)) return 0;
  const word = token.text.toLowerCase();
  const previous = before.at(-1)?.text.toLowerCase();
  if (word === "begin" || (word === "case" && previous !== "end")) return 1;
  // `END IF` and `END LOOP` close what opened no count; the word after decides, and comes later.
  if (word === "end") return -1;
  return previous === "end" && BLOCKS.has(word) ? 1 : 0;
}

const BLOCKS: ReadonlySet<string> = new Set(["if", "loop", "while", "repeat"]);

function isRoutine(before: readonly SqlToken[]): boolean {
  if (before[0]?.text.toLowerCase() !== "create") return false;
  return before
    .slice(1, 8)
    .some(({ text }) => /^(?:trigger|procedure|function|event)$/i.test(text));
}
