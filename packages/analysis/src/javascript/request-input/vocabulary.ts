/** Words by which code that checks what comes in is told, where following it says no more. Used for silence only. */
export const CHECKS =
  /valid|schema|saniti[sz]|celebrate|\bjoi\b|\bzod\b|\byup\b|\bajv\b|\bcheck|assert|ensure|verify|allow|whitelist|escape|matchedData|\bdto\b|guard|restrict|secure|\bsafe|isInside|isWithin/i;

/** What a function that looks at a value does with it. */
export const LOOKS_AT =
  /valid|schema|saniti[sz]|assert|\bthrow\b|\.(?:parse|safeParse|test|match|includes|startsWith|has|replace|replaceAll)\(|basename|typeof|[!=]==/i;

/** Words of middleware that looks at a request against a schema, as opposed to at who sent it. */
export const SCHEMAS =
  /valid|schema|saniti[sz]|celebrate|\bjoi\b|\bzod\b|\byup\b|\bajv\b|\bdto\b|matchedData|\b(?:check|body|query|param|header|cookie|oneOf)\(\s*["'`[]/i;
