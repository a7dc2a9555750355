/** The first word of a statement in upper case, comments skipped; empty where there is none. */
export function sqlVerb(text: string): string {
  const withoutComments = text.replace(/^(?:\s|\(|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
  return /^[a-z]+/i.exec(withoutComments)?.[0].toUpperCase() ?? "";
}
