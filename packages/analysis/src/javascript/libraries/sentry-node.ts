import { span, spanOfCallback } from "../kinds/span.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** What is told to Sentry, or is put beside it (docs.sentry.io, "Capturing Errors" and "Enriching Events"). */
const REPORTS = [
  "captureException",
  "captureMessage",
  "captureEvent",
  "addBreadcrumb",
  "setContext",
  "setExtra",
  "setExtras",
  "setTag",
  "setTags",
] as const;

/** The same on a scope, which callbacks are given. */
const SCOPE = [...REPORTS, "setLevel", "setFingerprint", "setTransactionName"] as const;

const SCOPES = ["withScope(0:0)", "withIsolationScope(0:0)", "getCurrentScope()", "new Scope"];

export const sentryNode: Library = defineLibrary({
  packages: ["@sentry/*"],
  docs: "https://docs.sentry.io/platforms/javascript/guides/node/usage/",
  sites: {
    // Neither ends by itself, as the span of `startSpan()` does (docs.sentry.io, "Instrumentation").
    "startInactiveSpan()": span("end"),
    "startSpanManual()": spanOfCallback("end"),
  },
  reports: [
    ...REPORTS.map((name) => `${name}()`),
    ...SCOPES.flatMap((scope) => SCOPE.map((name) => `${scope}.${name}()`)),
  ],
  // Spans, scopes and monitors run what they are handed at once, and wait for it without a limit.
  wrappers: { "*()": unlimited },
});
