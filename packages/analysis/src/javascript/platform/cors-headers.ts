import type { Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isOutsideProduction } from "../flow/asks-where.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { nodesInFunction } from "../flow/walk.js";
import { anyOrigin, reflected } from "../kinds/cors-policy.js";
import type { SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

const ALLOWS_CREDENTIALS = /access-control-allow-credentials/i;

/** Policies that are written header by header: `res.setHeader("Access-Control-Allow-Origin", req.headers.origin)`. */
export function corsHeaders(facts: FileFacts): readonly SiteDraft[] {
  if (!facts.mentions(ALLOWS_CREDENTIALS)) return [];
  const headers = facts.nodes.calls.flatMap((call) => headerSetBy(facts, call) ?? []);
  return headers.flatMap((header) => {
    if (header.name !== "access-control-allow-origin") return [];
    const scope = enclosingFunction(header.call);
    const isSent = headers.some(
      ({ name, value, call }) =>
        ALLOWS_CREDENTIALS.test(name) &&
        enclosingFunction(call) === scope &&
        String(constantOf(facts.bindings, value)?.value) === "true",
    );
    const fact =
      isSent && scope && !isOutsideProduction(facts, header.call)
        ? factOf(facts, header, scope)
        : undefined;
    if (!fact) return [];
    const draft: SiteDraft = {
      kind: "cors-policy",
      library: "javascript",
      operation: methodName(header.call.callee) ?? "header",
      node: header.call.callee,
      extent: header.call,
      mechanisms: { "known-origins": fact },
    };
    return [draft];
  });
}

interface Header {
  readonly name: string;
  readonly value: Node;
  readonly call: TSESTree.CallExpression;
}

/** A call of two texts that names a header, on whatever answers. */
function headerSetBy({ bindings }: FileFacts, call: Node): Header | undefined {
  if (call.type !== "CallExpression") return undefined;
  if (!/^(?:setHeader|header|set|append)$/.test(methodName(call.callee) ?? "")) return undefined;
  const [first, value] = call.arguments;
  const name = first && constantOf(bindings, first)?.value;
  return typeof name === "string" && value ? { name: name.toLowerCase(), value, call } : undefined;
}

function factOf(facts: FileFacts, { value }: Header, scope: Node): Fact | undefined {
  if (constantOf(facts.bindings, value)?.value === "*") {
    return anyOrigin();
  }
  const [origin, ...others] = alternatives(value);
  const isRefused = others.some((other) => constantOf(facts.bindings, other)?.value !== "*");
  if (!origin || isRefused || !isRequestsOrigin(facts, origin)) return undefined;
  return isVetted(facts, origin, scope) ? undefined : reflected("as it came");
}

/** `req.headers.origin || "*"`. */
function alternatives(value: Node): readonly Node[] {
  const expression = unwrap(value);
  return expression.type === "LogicalExpression" && expression.operator !== "&&"
    ? [expression.left, ...alternatives(expression.right)]
    : [expression];
}

/** `req.headers.origin`, `req.get("Origin")`, and a name for one of them. */
function isRequestsOrigin(facts: FileFacts, node: Node): boolean {
  const expression = unwrap(node);
  switch (expression.type) {
    case "MemberExpression": {
      const holder = unwrap(expression.object);
      return (
        staticName(expression) === "origin" &&
        holder.type === "MemberExpression" &&
        /^headers?$/.test(staticName(holder) ?? "")
      );
    }
    case "CallExpression": {
      const [name] = expression.arguments;
      const isRead = /^(?:get|header)$/.test(methodName(expression.callee) ?? "");
      return isRead && name !== undefined && /^["'`]origin["'`]$/i.test(facts.textOf(name));
    }
    case "Identifier": {
      const variable = facts.bindings.variables.of(expression);
      const value = variable && soleValue(variable);
      return value !== undefined && isRequestsOrigin(facts, value);
    }
    default:
      return false;
  }
}

/** A call that is handed the origin, or a comparison with it, may be what lets only some through. */
function isVetted(facts: FileFacts, origin: Node, scope: Node): boolean {
  const written = facts.textOf(unwrap(origin));
  return nodesInFunction("body" in scope && scope.body ? (scope.body as Node) : scope).some(
    (node) => {
      if (node.type === "BinaryExpression")
        return (
          /^[!=]==?$|^in$/.test(node.operator) &&
          [node.left, node.right].some((side) => facts.textOf(side) === written)
        );
      if (node.type !== "CallExpression") return false;
      const isHeader = /^(?:setHeader|header|set|append)$/.test(methodName(node.callee) ?? "");
      const isTested = node.arguments.some((argument) => facts.textOf(argument).includes(written));
      const isAsked =
        node.callee.type === "MemberExpression" && facts.textOf(node.callee.object) === written;
      return (!isHeader && isTested) || isAsked;
    },
  );
}
