import type { CommandText } from "./command-text.js";

/** One simple command of a shell's text. */
export interface ShellCommand {
  /** Without quotes, the assignments before it, and words of the shell such as `then`. */
  readonly words: readonly string[];
  /** `CI=true` of `CI=true pnpm install`. */
  readonly assignments: ReadonlyMap<string, string>;
  /** What stands after it: `&&`, `||`, `|`, `&`, `;` (also for a line's end), or nothing. */
  readonly then: string;
  /** Where its first word stands in the file, and where its last one ends. */
  readonly from: number;
  readonly to: number;
}

/** Splits a shell's text into its simple commands; those inside `$(…)` stay parts of their word. */
export function shellCommands(command: CommandText): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: Token[] = [];
  const close = (then: string): void => {
    const made = toCommand(words, then, command.offsets);
    if (made) commands.push(made);
    words = [];
  };
  for (const token of tokensOf(command.text)) {
    if (token.kind === "word") words.push(token);
    else close(token.text);
  }
  close("");
  return commands;
}

interface Token {
  readonly kind: "word" | "separator";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Operators, comments, and pieces of words: quoted text, substitutions, escaped and plain characters. */
const PIECE =
  /(\r\n|\n|\r|&&|\|\||;;?|\||&(?![>])|[()])|([ \t]+)|('[^']*'|"(?:\\[^]|[^"\\])*"|`[^`]*`|\\[^]|[<>]&[\d-]?|&>>?|\$\{[^}]{0,500}\}|\$\(|[^\s;&|()'"`\\<>$]+|[^])/g;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let word: { text: string; from: number; to: number } | undefined;
  const endWord = (): void => {
    if (word) tokens.push({ kind: "word", ...word });
    word = undefined;
  };
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
    const [whole, separator, space, piece] = match;
    const from = match.index;
    if (separator !== undefined || space !== undefined) {
      endWord();
      if (separator !== undefined)
        tokens.push({ kind: "separator", text: signOf(separator), from, to: from + whole.length });
      continue;
    }
    if (word === undefined && whole.startsWith("#")) {
      PIECE.lastIndex = endOfLine(text, from);
      continue;
    }
    const to = piece === "$(" ? endOfSubstitution(text, from + 2) : from + whole.length;
    PIECE.lastIndex = to;
    word ??= { text: "", from, to };
    word.text += piece === "$(" ? text.slice(from, to) : unquote(whole);
    word.to = to;
  }
  endWord();
  return tokens;
}

function signOf(separator: string): string {
  return /^[\r\n;()]/.test(separator) ? ";" : separator;
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[\r\n]/.test(text.charAt(end))) end += 1;
  return end;
}

function endOfSubstitution(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

function unquote(piece: string): string {
  if (piece.length > 1 && /^['"]/.test(piece))
    return piece.slice(1, -1).replace(/\\(["\\$`])/g, "$1");
  return piece.length === 2 && piece.startsWith("\\") ? piece.slice(1) : piece;
}

const SHELL_WORDS = new Set([
  "if",
  "then",
  "elif",
  "else",
  "while",
  "until",
  "do",
  "!",
  "{",
  "time",
]);
const CLOSING = new Set(["fi", "done", "esac", "}", ";;"]);
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

function toCommand(
  tokens: readonly Token[],
  then: string,
  offsets: readonly number[],
): ShellCommand | undefined {
  const assignments = new Map<string, string>();
  let first = 0;
  for (; first < tokens.length; first += 1) {
    const text = tokens[first]?.text ?? "";
    const assigned = ASSIGNMENT.exec(text);
    if (assigned) assignments.set(assigned[1] ?? "", assigned[2] ?? "");
    else if (!SHELL_WORDS.has(text) && !CLOSING.has(text)) break;
  }
  const rest = tokens.slice(first);
  const [start, end] = [rest[0] ?? tokens[0], tokens.at(-1)];
  if (!start || !end || (rest.length === 0 && assignments.size === 0)) return undefined;
  return {
    words: rest.map(({ text }) => text),
    assignments,
    then,
    from: offsets[start.from] ?? 0,
    to: (offsets[end.to - 1] ?? 0) + 1,
  };
}
