import { parseYAML, VisitorKeys, type AST } from "yaml-eslint-parser";

export type { AST } from "yaml-eslint-parser";

export const YAML_VISITOR_KEYS = VisitorKeys;

/** Text as a syntax tree, or why there is none. */
export type ParsedYaml =
  | { readonly ok: true; readonly program: AST.YAMLProgram }
  | {
      readonly ok: false;
      readonly problem: string;
      /** Where it stops being YAML, from 1; left out where it was not tried. */
      readonly at?: { readonly line: number; readonly column: number };
    };

/** The only door to the YAML parser. Never throws, and refuses what would take it long. */
export function parseYaml(text: string): ParsedYaml {
  if (!isWithinLimits(text)) return { ok: false, problem: "it is too large or nested too deeply" };
  try {
    const program = parseYAML(text);
    return isTemplate(text, program)
      ? { ok: false, problem: "it is a template" }
      : { ok: true, program };
  } catch (error) {
    return { ok: false, problem: messageOf(error), ...placeOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The parser counts lines from 1 and columns from 0. */
function placeOf(error: unknown): { at?: { line: number; column: number } } {
  if (!(error instanceof Error) || !("lineNumber" in error) || !("column" in error)) return {};
  const { lineNumber, column } = error;
  return typeof lineNumber === "number" && typeof column === "number"
    ? { at: { line: lineNumber, column: column + 1 } }
    : {};
}

/**
 * Go templates, ytt and ERB may parse, but what they render is not what the text says. Braces in a
 * block scalar are left alone: there they are a script's or a configuration file's.
 */
function isTemplate(text: string, { tokens }: AST.YAMLProgram): boolean {
  if (/<%|^[ \t]*#@/m.test(text)) return true;
  const inBlocks = tokens
    .filter(({ type }) => type === "BlockLiteral" || type === "BlockFolded")
    .map(({ range }) => countActions(text.slice(...range)));
  return countActions(text) > inBlocks.reduce((sum, count) => sum + count, 0);
}

function countActions(text: string): number {
  return text.split("{{").length - 1;
}

const MAX_CHARACTERS = 256 * 1024;
const MAX_BRACKETS = 400;
const DEEP_LINE = /^[-?\s]{200}/m;

/**
 * The parser's time is quadratic in a mapping's keys, and nesting near the stack's end can abort
 * the whole process. All brackets are counted, because pairing them would need the parser.
 */
function isWithinLimits(text: string): boolean {
  if (text.length > MAX_CHARACTERS || DEEP_LINE.test(text)) return false;
  return (text.match(/[[{]/g)?.length ?? 0) <= MAX_BRACKETS;
}
