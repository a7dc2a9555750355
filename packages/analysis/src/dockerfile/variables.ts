/** Variables by name; undefined is one whose value the build decides. */
export type Variables = ReadonlyMap<string, string | undefined>;

const VARIABLE = /\\(.)|\$(?:\{(\w+)(?:(:?[-+])([^${}]*))?\}|(\w+))/g;

/** The text with its variables filled in; undefined where one of them is not known. */
export function fillIn(text: string, variables: Variables): string | undefined {
  const missing: string[] = [];
  const filled = text.replace(
    VARIABLE,
    (
      whole: string,
      escaped: string | undefined,
      braced: string | undefined,
      sign: string | undefined,
      word: string | undefined,
      bare: string | undefined,
    ) => {
      if (escaped !== undefined) return escaped === "$" ? "$" : whole;
      const value = variables.get(braced ?? bare ?? "");
      const isSet = value !== undefined && value !== "";
      if (sign?.endsWith("+")) return isSet ? (word ?? "") : "";
      if (isSet) return value;
      if (sign?.endsWith("-") && word !== undefined) return word;
      missing.push(whole);
      return "";
    },
  );
  // A default that holds a variable of its own, a template's braces: no value that can be told.
  if (missing.length > 0 || /\$\{|\{\{|\{%|<%|%%\w+%%/.test(filled)) return undefined;
  return filled.replace(/^(["'])(.*)\1$/s, "$2");
}
