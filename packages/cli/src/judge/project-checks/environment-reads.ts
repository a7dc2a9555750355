import type { SourceLocation } from "@faultline/contract";

/** One read of a variable of the environment. */
export interface EnvironmentRead {
  readonly name: string;
  readonly location: SourceLocation;
  /** True where the value is taken as it comes: no default, no test. */
  readonly isBare: boolean;
}

/** What a file reads of the environment. */
export interface Environment {
  readonly file: string;
  readonly reads: readonly EnvironmentRead[];
  /** True where the environment is given to something whole, or read by a name that is computed. */
  readonly isHandedOn: boolean;
}

/** What every runtime or platform sets, or what is meant to be missing. */
const CONVENTIONAL =
  /^(?:NODE_ENV|NODE_OPTIONS|PORT|HOST|CI|HOME|PWD|PATH|TZ|LANG|USER|DEBUG|VERCEL\w*|npm_\w+)$/;

const READ = /\bprocess\.env(?:\.([A-Za-z_]\w*)|\[\s*["'`]([A-Za-z_]\w*)["'`]\s*\])/g;
const WHOLE = /\bprocess\.env\b(?!\s*(?:\.|\[\s*["'`]))(?!\s*=[^=])/g;

/** Reads a file's text; what is in a comment is left alone. */
export function readEnvironment(file: string, source: string): Environment {
  const text = withoutComments(source);
  const reads = [...text.matchAll(READ)].flatMap((match): readonly EnvironmentRead[] => {
    const name = match[1] ?? match[2] ?? "";
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    if (CONVENTIONAL.test(name) || /^\s*=[^=>]/.test(after)) return [];
    const location = locate(file, text, match.index, match[0].length);
    return [{ name, location, isBare: isTaken(after) && !isTested(before) }];
  });
  const isHandedOn = [...text.matchAll(WHOLE)].some(
    ({ index }) => !/\benv\s*:\s*(?:\{\s*\.\.\.\s*)?$/.test(text.slice(0, index).slice(-40)),
  );
  return { file, reads, isHandedOn };
}

/** Comments as blanks, so that places stay where they are. A `//` in a text is one of a URL. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|(?<![:"'`\w\\])\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\n]/g, " "),
  );
}

/** Nothing stands in for it, and it is asked nothing: `process.env.URL,` or `process.env.URL as string;`. */
function isTaken(after: string): boolean {
  return (
    /^!?\s*(?:as\s+(?:string|any)\s*)?(?:[,;)}\]]|\.(?!\?)|\r?\n\s*[\w}$]|$)/.test(after) &&
    !/^\s*\?\./.test(after)
  );
}

/** In a condition, or handed to a function by itself, which may check it. */
function isTested(before: string): boolean {
  return /(?:!|\b(?:if|while|assert|invariant|typeof)\b[^;{}]*|[\w\])]\s*\(\s*|&&\s*|\|\|\s*|\?\?\s*|===?\s*|!==?\s*)$/.test(
    before,
  );
}

function locate(file: string, text: string, index: number, length: number): SourceLocation {
  const before = text.slice(0, index).split("\n");
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { file, line, column, endLine: line, endColumn: column + length };
}
