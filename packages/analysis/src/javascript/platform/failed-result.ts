import { present } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { allNodes } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

/** `if (!response.ok)` and the like, on the result of a recognised request: the other shape of an error path. */
export function failedResults(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.conditions.flatMap((condition) => {
    const request = failureTested(facts, condition.test);
    if (!request) return [];
    return [
      {
        kind: "error-handler" as const,
        library: "javascript",
        operation: "failed-result",
        node: condition.test,
        extent: condition.consequent,
        protects: request.node.parent ?? request.node,
        mechanisms: { surfacing: present("the result is tested") },
      },
    ];
  });
}

/** The request whose failure a condition tests: `!r.ok`, `r.status >= 400`, `r.status !== 200`. */
function failureTested(facts: FileFacts, test: Node): SiteDraft | undefined {
  for (const node of allNodes(test)) {
    const member = testedMember(node);
    const request = member && requestBehind(facts, member.object);
    if (request) return request;
  }
  return undefined;
}

function testedMember(node: Node): TSESTree.MemberExpression | undefined {
  if (
    node.type === "UnaryExpression" &&
    node.operator === "!" &&
    node.argument.type === "MemberExpression"
  ) {
    return staticName(node.argument) === "ok" ? node.argument : undefined;
  }
  if (node.type !== "BinaryExpression" || node.left.type !== "MemberExpression") return undefined;
  const name = staticName(node.left);
  const isStatus = name === "status" || name === "statusCode";
  const value = node.right.type === "Literal" ? Number(node.right.value) : Number.NaN;
  const isFailure =
    ((node.operator === ">=" ||
      node.operator === ">" ||
      node.operator === "===" ||
      node.operator === "==") &&
      value >= 299) ||
    ((node.operator === "!==" || node.operator === "!=") && value >= 200 && value < 300);
  return isStatus && isFailure ? node.left : undefined;
}

function requestBehind(facts: FileFacts, object: Node): SiteDraft | undefined {
  const expression = unwrap(object);
  const variable =
    expression.type === "Identifier" ? facts.bindings.variables.of(expression) : undefined;
  const values = variable ? assignedValues(variable) : [expression];
  return facts.drafts.find(
    (draft) =>
      draft.kind === "outbound-call" && values.some((value) => draft.extent === unwrap(value)),
  );
}

function assignedValues(variable: Variable): readonly Node[] {
  return variable.references.flatMap(({ writeExpr }) => writeExpr ?? []);
}
