/** The text with the defaults of its variables in their places; undefined where one has no default. */
export function withDefaults(text: string): string | undefined {
  let filled = text;
  // Defaults may hold variables of their own: the innermost first, as deep as anybody nests them.
  for (let depth = 0; depth < 5; depth += 1)
    filled = filled.replace(/\$\{\w+:?-([^${}]*)\}/g, (_whole, fallback: string) => fallback);
  return /(?<!\$)\$(?!\$)/.test(filled) ? undefined : filled;
}

/** The literal that stands in for a variable nobody has set: `${PASSWORD:-postgres}` falls back to `postgres`. */
export function fallbackOf(text: string): string | undefined {
  const isFallback = /^\$\{\w+:?-[^$]+\}$/.test(text);
  return isFallback ? withDefaults(text) : undefined;
}
