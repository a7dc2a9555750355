/** An import as a text shows it. */
export interface ImportText {
  readonly specifier: string;
  /** The names it takes, `default` for the default one; undefined for all of the module. */
  readonly names: readonly string[] | undefined;
}

const IMPORT =
  /^[ \t]*(?:import|export)\s+(?!type\b)([^"';=()]*?)\s*\bfrom\s*["']([^"'\n]+)["']|\b(?:require|import)\s*\(\s*["']([^"'\n]+)["']/gm;

/** The imports of a text, without those of types; what it hands on is among them. */
export function importsIn(text: string): readonly ImportText[] {
  return [...text.matchAll(IMPORT)].map(([, clause, from, required]) => ({
    specifier: from ?? required ?? "",
    names: clause === undefined || clause.includes("*") ? undefined : namesIn(clause),
  }));
}

/** `a`, `b` and `default` of `c, { a, b as d, type E }`. */
function namesIn(clause: string): readonly string[] {
  const inner = /\{([^}]*)\}/.exec(clause)?.[1];
  const names = (inner ?? "").split(",").flatMap((one) => {
    const name = /^\s*(?!type\s)([\w$]+)/.exec(one)?.[1];
    return name === undefined ? [] : [name];
  });
  return /^[\w$]/.test(clause) ? ["default", ...names] : names;
}
