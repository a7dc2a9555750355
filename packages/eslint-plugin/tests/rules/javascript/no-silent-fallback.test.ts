import { testRule } from "../../harness/test-rule.js";

const load = (handler: string, before = ""): string => `import pino from "pino";
const logger = pino();
const LIMITED = { signal: AbortSignal.timeout(1_000) };
const DEFAULTS = { eur: 1 };
export async function load(url: string, known: unknown) {
  ${before}
  try {
    return await fetch(url, LIMITED);
  } ${handler}
}
`;

testRule("no-silent-fallback", {
  reports: {
    "a constant instead of the answer": load("catch { return DEFAULTS; }"),
    "what the caller gave": load("catch (error) { return known; }"),
    "a number": load("catch { return 100; }"),
    "the same of a promise": `const DEFAULTS = {};
export const load = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => DEFAULTS);
`,
  },
  silent: {
    "Sentry, which is told": `import * as Sentry from "@sentry/node";
${load("catch (error) { Sentry.captureException(error); return DEFAULTS; }")}`,
    "a counter of Prometheus with it": `import { Counter } from "prom-client";
const fallbacks = new Counter({ name: "fallbacks", help: "defaults in use" });
${load("catch { fallbacks.inc(); return DEFAULTS; }")}`,
    "a log line with it": load(
      'catch (error) { logger.warn({ err: error }, "defaults"); return DEFAULTS; }',
    ),
    "a metric with it": load("catch { count(); return known; }"),
    "a flag with it": load("catch { isStale = true; return 100; }", "let isStale = false;"),
    "a log line with that of a promise": `import pino from "pino";
const logger = pino();
const DEFAULTS = {};
export const load = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).catch((err) => {
    logger.warn({ err }, "defaults");
    return DEFAULTS;
  });
`,
    "a fallback of what does not leave the process": `const DEFAULTS = {};
export function read(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return DEFAULTS;
  }
}
`,
    "an answer that says so": load('catch { return { status: "down" }; }'),
  },
});
