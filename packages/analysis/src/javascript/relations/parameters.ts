import { absentAt, present, type Fact } from "@faultline/contract";
import { readOption } from "../bindings/read-option.js";
import type { QueryDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import { wovenIn } from "../flow/sql-text.js";
import { Positions, rangeOf } from "../positions.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";

/** Whether a value is woven into the text of a statement, where a parameter belongs. */
export function parameters(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) => {
      const details = draft.kind === "database-query" ? draft.details : undefined;
      const text = details && textOf(facts, details);
      const fact = text && factOf(facts, wovenIn(facts, text));
      return fact ? [{ about: draft, mechanism: "parameters", fact } as const] : [];
    }),
  };
}

/** The text of a statement; in MongoDB, the code of `$where` (mongodb.com/docs/manual/reference/operator/query/where). */
function textOf(facts: FileFacts, { sql, statement }: QueryDetails): Node | undefined {
  if (sql || statement.type === "TaggedTemplateExpression") return sql;
  const where = readOption(facts.bindings, statement.arguments[0], "$where");
  return where.state === "given" ? where.node : undefined;
}

function factOf(facts: FileFacts, woven: ReturnType<typeof wovenIn>): Fact | undefined {
  if (woven.state === "unknown") return undefined;
  const [first] = woven.values;
  if (!first) return present("the text is constant");
  return absentAt(
    rangeOf(first, new Positions(facts.source.text)),
    `\`${facts.textOf(first)}\` is written into the text of the statement`,
    "a placeholder in the text and the value among the parameters",
  );
}
