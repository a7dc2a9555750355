import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { shortText } from "../flow/short-text.js";
import { isWithin } from "../flow/walk.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { handlerBehind } from "../modules/handler-behind.js";
import { isStatement, type Statement } from "./statements.js";

/** The first of several queries that stand in the handler of a route itself: one alone may be all there is to do. */
export function layering(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.filter(isStatement);
  const isNearRoute = drafts.some(({ kind }) => kind === "route");
  if (statements.length === 0 || !isNearRoute) return { statements: [] };
  const found = new Map<Statement, string>();
  for (const draft of drafts) {
    if (draft.kind !== "route" || !draft.details) continue;
    const handler = handlerBehind(facts, draft.details.handler);
    if (handler?.facts !== facts) continue;
    const [first, second] = statements.filter(({ details }) =>
      isWithin(details.statement, handler.node.body),
    );
    if (first && second) found.set(first, draft.target ?? draft.operation);
  }
  return {
    statements: [...found].map(([about, target]) => ({
      about,
      mechanism: "layering" as const,
      fact: absent(
        `the handler of \`${target}\` puts several queries together, from \`${shortText(facts, about.node)}\` on`,
        "a function of a service or repository, which the handler calls",
      ),
    })),
  };
}
