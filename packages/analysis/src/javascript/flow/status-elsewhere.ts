import type { Variable } from "@typescript-eslint/scope-manager";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import type { Answer } from "./answer.js";
import { chainAfter, chainStart } from "./call-chain.js";
import { isWithin } from "./walk.js";

/** Calls that say a status: Express, Fastify, Node, Hono. */
const SAYS = /^(?:status|code|writeHead|sendStatus)$/;
/** Members that hold it: Node's, Koa's. */
const HOLDS = /^(?:status|statusCode)$/;
const SENDS = /^(?:json|jsonp|send|end|text|html|render|sendFile)$/;

/** True where the response of an answer may get its status from another statement, or another function. */
export function isStatusElsewhere(facts: FileFacts, answer: Answer, branch: Node): boolean {
  const { response } = answer;
  if (!response) return false;
  return response.references.some(({ identifier }) => {
    const isNear = isWithin(identifier, branch);
    if (identifier.range[0] >= answer.at.range[0] && !isNear) return false;
    if (saysStatus(identifier)) return true;
    return isNear && isHandedOn(facts, identifier, response);
  });
}

/** `res.status(500)` as a statement, `ctx.status = 500`, `res.statusCode = 500`, `ctx.response.status = 500`. */
function saysStatus(identifier: Node): boolean {
  const { parent } = identifier;
  if (parent?.type !== "MemberExpression" || parent.object !== identifier) return false;
  const member =
    parent.parent.type === "MemberExpression" && staticName(parent) === "response"
      ? parent.parent
      : parent;
  const { parent: user } = member;
  if (user.type === "AssignmentExpression" && user.left === member)
    return HOLDS.test(staticName(member) ?? "");
  if (user.type !== "CallExpression" || user.callee !== member) return false;
  if (!SAYS.test(staticName(member) ?? "")) return false;
  return !chainAfter(user).some(({ name }) => SENDS.test(name));
}

/** `setStatus(res, error)`. */
function isHandedOn(facts: FileFacts, identifier: Node, response: Variable): boolean {
  const { parent } = identifier;
  if (parent?.type !== "CallExpression" || parent.callee === identifier) return false;
  const method = methodName(parent.callee);
  const start = unwrap(chainStart(parent.callee));
  return method === undefined || facts.bindings.variables.of(start) !== response;
}
