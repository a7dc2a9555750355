import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { derivedFrom, usesAny, variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { resultName } from "../flow/result-name.js";
import { isWithin } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { FunctionNode, Node } from "../source.js";
import type { Statement as Write } from "./statements.js";

/**
 * Writes of one function of which a later one needs what an earlier one gave, with no transaction
 * around them: a failure between them leaves half of the work behind.
 */
export function unitOfWork(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const works = drafts.flatMap((draft) =>
    draft.kind === "transaction" && draft.details?.work ? [draft.details.work] : [],
  );
  const groups = new Map<FunctionNode, Write[]>();
  for (const draft of drafts) {
    const scope = enclosingFunction(draft.node);
    if (!scope || !isPlainWrite(draft) || works.some((work) => isWithin(draft.node, work)))
      continue;
    groups.set(scope, [...(groups.get(scope) ?? []), draft]);
  }
  const opensByHand = new Set(
    drafts.flatMap((draft) =>
      draft.kind === "transaction" ? [enclosingFunction(draft.node)] : [],
    ),
  );
  return {
    statements: [],
    drafts: [...groups].flatMap(([scope, writes]) =>
      opensByHand.has(scope) ? [] : dependent(facts, scope, untilRemote(drafts, scope, writes)),
    ),
  };
}

/**
 * The writes before a request to another service: a transaction must not be held open across one,
 * and what is written after it says how it went.
 */
function untilRemote(
  drafts: readonly SiteDraft[],
  scope: FunctionNode,
  writes: readonly Write[],
): readonly Write[] {
  const starts = drafts.flatMap((draft) =>
    draft.kind === "outbound-call" && enclosingFunction(draft.node) === scope
      ? [draft.node.range[0]]
      : [],
  );
  const [first] = writes.map(({ node }) => node.range[0]).toSorted((a, b) => a - b);
  const end = starts.filter((start) => first !== undefined && start > first);
  return end.length === 0 ? writes : writes.filter(({ node }) => node.range[0] < Math.min(...end));
}

function isPlainWrite(draft: SiteDraft): draft is Write {
  return (
    draft.kind === "database-query" &&
    draft.details?.access === "write" &&
    draft.details.transaction === "outside" &&
    draft.details.isAmbient !== true
  );
}

function dependent(
  facts: FileFacts,
  scope: FunctionNode,
  writes: readonly Write[],
): readonly DraftOf<"unit-of-work">[] {
  const sorted = writes.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
  for (const [index, first] of sorted.entries()) {
    const result = resultName(first.details.statement);
    if (!result) continue;
    const derived = derivedFrom(facts, variablesIn(facts, result), scope.body);
    const second = sorted
      .slice(index + 1)
      .find(
        (write) =>
          write.library === first.library &&
          write.details.subject !== first.details.subject &&
          argumentsOf(write).some((argument) => usesAny(facts, argument, derived)),
      );
    if (second) return [draftOf(facts, scope, first, second)];
  }
  return [];
}

function argumentsOf({ details: { statement } }: Write): readonly Node[] {
  return statement.type === "TaggedTemplateExpression"
    ? statement.quasi.expressions
    : statement.arguments;
}

function draftOf(
  facts: FileFacts,
  scope: FunctionNode,
  first: Write,
  second: Write,
): DraftOf<"unit-of-work"> {
  return {
    kind: "unit-of-work",
    library: second.library,
    operation: second.operation,
    node: second.node,
    extent: scope.body,
    mechanisms: {
      transaction: absent(
        `\`${facts.textOf(second.node)}\` needs what \`${facts.textOf(first.node)}\` wrote, and no transaction holds the two together`,
        "run both in one transaction",
      ),
    },
  };
}
