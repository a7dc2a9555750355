/** Where a comment, string, template, division or regular expression may begin, or a line ends. */
const POINT = /["'`/\n]/g;

const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y;
const REGULAR_EXPRESSION = /\/(?:[^\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\//y;
const COMMENT = /\/\/.*|\/\*[^]*?\*\//y;

/** JSX has text between its tags, and some line breaks are not written `\n`: neither is read here. */
const UNREADABLE = /<\/|\/>|\r(?!\n)|[\u2028\u2029]/;

/** After these words a slash begins a regular expression, after any other it divides. */
const WANTS_VALUE =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|instanceof)$/;

/**
 * A source without its comments, its indentation and its blank lines: two texts with the same answer
 * mean the same. It is much faster than a parser and errs to one side: where a slash or a quote can
 * be read in two ways the whole text is the answer, so that a comment there counts as a change.
 */
export function significantText(text: string): string {
  return UNREADABLE.test(text) ? text : (withoutComments(text) ?? text);
}

function withoutComments(text: string): string | undefined {
  const parts: string[] = [];
  let gap = "";
  let from = 0;
  const keep = (end: number): void => {
    const part = text.slice(from, end).trim();
    if (part === "") return;
    // What stands before the first code separates nothing.
    if (parts.length > 0) parts.push(gap);
    parts.push(part);
    gap = "";
  };
  POINT.lastIndex = text.startsWith("#!") ? text.search(/\n|$/) : 0;
  while (POINT.test(text)) {
    const index = POINT.lastIndex - 1;
    const token = tokenAt(text, index);
    if (!token) return undefined;
    if (token.kind === "gap") {
      keep(index);
      // A line break can end a statement, also one that a comment holds.
      if (gap !== "\n") gap = text.slice(index, token.end).includes("\n") ? "\n" : " ";
      from = token.end;
    }
    POINT.lastIndex = token.end;
  }
  keep(text.length);
  return parts.join("");
}

/** What begins at a point, and where it ends; a gap means nothing. */
interface Token {
  readonly kind: "gap" | "kept";
  readonly end: number;
}

/** Undefined where the text can be read in two ways. */
function tokenAt(text: string, index: number): Token | undefined {
  switch (text[index]) {
    case "\n":
      return { kind: "gap", end: index + 1 };
    case "/":
      return slashAt(text, index);
    case "`":
      return kept(endOfTemplate(text, index));
    default:
      return kept(endOf(STRING, text, index));
  }
}

function slashAt(text: string, index: number): Token | undefined {
  const next = text[index + 1];
  if (next === "/" || next === "*") {
    const end = endOf(COMMENT, text, index);
    return end === undefined ? undefined : { kind: "gap", end };
  }
  const before = text.slice(text.lastIndexOf("\n", index - 1) + 1, index).trimEnd();
  if (/[\w$]$/.test(before) ? WANTS_VALUE.test(before) : BEFORE_EXPRESSION.test(before))
    return kept(endOf(REGULAR_EXPRESSION, text, index));
  if (/[\w$\]"'`]$/.test(before)) return kept(index + 1);
  return /[)}]$/.test(before) && DIVISION_AT_MOST.test(restOfLine(text, index + 1))
    ? kept(index + 1)
    : undefined;
}

/** What no value ends with; `i++ / 2`, `a! / 2` and `<T>/x/` are left open. */
const BEFORE_EXPRESSION = /(?:=>|[(,=:[&|?{;*%^~<]|(?:^|[^+])\+|(?:^|[^-])-)$/;

/** A regular expression would need another slash. */
const DIVISION_AT_MOST = /^[^/"'`]*$/;

function restOfLine(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return text.slice(from, end === -1 ? text.length : end);
}

/** Behind the closing backtick; undefined when an expression in it has more than names, calls and strings. */
function endOfTemplate(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === "`") return index + 1;
    if (character === "\\") index += 1;
    else if (character === "$" && text[index + 1] === "{") {
      const end = endOfExpression(text, index + 2);
      if (end === undefined) return undefined;
      index = end - 1;
    }
  }
  return undefined;
}

function endOfExpression(text: string, start: number): number | undefined {
  let depth = 1;
  let index = start;
  while (index < text.length) {
    const character = text[index] ?? "";
    if (character === "/") return undefined;
    if ("\"'`".includes(character)) {
      const end = character === "`" ? endOfTemplate(text, index) : endOf(STRING, text, index);
      if (end === undefined) return undefined;
      index = end;
      continue;
    }
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    index += 1;
    if (depth === 0) return index;
  }
  return undefined;
}

function kept(end: number | undefined): Token | undefined {
  return end === undefined ? undefined : { kind: "kept", end };
}

function endOf(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
