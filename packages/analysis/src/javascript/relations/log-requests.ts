import { absent, unknown } from "@faultline/contract";
import { isWithin } from "../flow/walk.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";

/** What gives every line of a request its id without the call's doing. */
const SUPPLIED =
  /AsyncLocalStorage|async_hooks|cls-hooked|nestjs-cls|\bmixin\b|express-http-context|@opentelemetry\/|dd-trace|newrelic|elastic-apm|correlation/i;
/** A field that says which request or job a line is about. */
const IDENTIFIED = /\b(?:req|request|trace|correlation|job|x_?request)_?id\b|\breq\b|\brequest\b/i;

/** Whether a line logged in a route's handler can be traced to its request; one report for each handler. */
export function logRequests(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const lines = drafts.filter((draft): draft is DraftOf<"log"> => draft.kind === "log");
  const routes = drafts.filter(({ kind, extent }) => kind === "route" && extent !== "none");
  return {
    statements: routes.flatMap(({ extent }) => {
      const first = lines.find(
        (line) =>
          extent !== undefined &&
          extent !== "none" &&
          isWithin(line.node, extent) &&
          line.details?.isRoot &&
          line.details.form === "fields" &&
          !IDENTIFIED.test(facts.textOf(line.details.call)),
      );
      if (!first) return [];
      const isSupplied =
        facts.packageMentions(SUPPLIED) || facts.project.own?.suppliesContext(facts);
      const fact = isSupplied
        ? unknown("something may add the request's id to every line")
        : absent(
            "the logger of the whole service is used in a handler, and nothing adds the request's id",
            "the request's own logger (`request.log`, `req.log`, a child logger)",
          );
      return [{ about: first, mechanism: "request-context", fact } as const];
    }),
  };
}
