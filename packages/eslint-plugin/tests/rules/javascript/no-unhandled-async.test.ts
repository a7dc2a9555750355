import { testRule } from "../../harness/test-rule.js";
import { callbacks } from "./no-unhandled-async/callbacks.js";
import { dropped } from "./no-unhandled-async/dropped.js";
import { handlers } from "./no-unhandled-async/handlers.js";
import { held } from "./no-unhandled-async/held.js";
import { late } from "./no-unhandled-async/late.js";
import { lostErrors } from "./no-unhandled-async/lost-errors.js";

testRule("no-unhandled-async", {
  reports: {
    ...dropped,
    ...callbacks.reports,
    ...handlers.reports,
    ...lostErrors.reports,
    ...late.reports,
  },
  silent: {
    ...held,
    ...callbacks.silent,
    ...handlers.silent,
    ...lostErrors.silent,
    ...late.silent,
  },
});
