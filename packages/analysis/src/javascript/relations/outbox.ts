import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";

/** Queues that keep their jobs in the database, where one transaction can hold both. */
const IN_DATABASE = /^(?:pg-boss|graphile-worker)$/;

/** A message that is sent beside a write of the same function: one of the two may happen without the other. */
export function outbox(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const writing = new Set(
    drafts.flatMap((draft) =>
      draft.kind === "database-query" && draft.details?.access === "write"
        ? [enclosingFunction(draft.node)]
        : [],
    ),
  );
  return {
    statements: drafts.flatMap((draft) => {
      const scope = enclosingFunction(draft.node);
      const isBeside = draft.kind === "queue-publish" && scope !== undefined && writing.has(scope);
      if (!isBeside || IN_DATABASE.test(draft.library)) return [];
      const fact = absent(
        `\`${facts.textOf(draft.node)}\` sends a message beside a write to the database, and either can happen without the other`,
        "write the message to an outbox table in the same transaction, and send it from there",
      );
      return [{ about: draft, mechanism: "outbox", fact } as const];
    }),
  };
}
