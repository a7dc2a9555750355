import { absent, present, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { wovenIn } from "../flow/sql-text.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";

/** Whether a value is woven into the text of a statement, where a parameter belongs. */
export function parameters(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) => {
      const sql = draft.kind === "database-query" ? draft.details?.sql : undefined;
      const fact = sql && factOf(facts, wovenIn(facts, sql));
      return fact ? [{ about: draft, mechanism: "parameters", fact } as const] : [];
    }),
  };
}

function factOf(facts: FileFacts, woven: ReturnType<typeof wovenIn>): Fact | undefined {
  if (woven.state === "unknown") return undefined;
  const [first] = woven.values;
  if (!first) return present("the text is constant");
  return absent(
    `\`${facts.textOf(first)}\` is written into the text of the statement`,
    "a placeholder in the text and the value among the parameters",
  );
}
