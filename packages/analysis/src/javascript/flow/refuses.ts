import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { Node } from "../source.js";
import { allNodes } from "./walk.js";

/** Packages whose middleware lets only those through who say who they are. */
const AUTHENTICATES =
  /^(?:passport|koa-passport|@fastify\/passport|express-jwt|koa-jwt|express-oauth2-jwt-bearer|express-openid-connect|express-basic-auth|@clerk\/(?:express|fastify)|hono\/(?:jwt|basic-auth|bearer-auth)|connect-ensure-login|jwks-rsa|supertokens-node\/.+|@auth0\/.+|keycloak-connect)$/;

/** The answer to who may not: 401 and 403, as a number or by their names (RFC 9110, 15.5.2 and 15.5.4). */
const REFUSAL = /\b40[13]\b|unauthori[sz]ed|forbidden|not_?authenticated|permission_?denied/i;

/**
 * Whether a middleware refuses callers who may not: `no` only where all of it that is the project's own is in sight.
 */
export function refuses(facts: FileFacts, middleware: Node): "yes" | "no" | "unknown" {
  const callee = middleware.type === "CallExpression" ? middleware.callee : middleware;
  const origin = facts.bindings.origin(callee);
  if (origin && AUTHENTICATES.test(origin.module)) return "yes";
  const behind = functionBehind(facts, callee);
  if (!behind) return "unknown";
  return speaksOf(behind, REFUSAL) || authenticates(behind) ? "yes" : "no";
}

/** True where a function's own text, or that of functions of the project which it calls, two deep, has a match. */
export function speaksOf({ node, facts }: LocatedFunction, words: RegExp, depth = 0): boolean {
  if (words.test(facts.textOf(node))) return true;
  if (depth === 2) return false;
  return allNodes(node.body).some((part) => {
    if (part.type !== "CallExpression") return false;
    const next = functionBehind(facts, part.callee);
    return next !== undefined && next.node !== node && speaksOf(next, words, depth + 1);
  });
}

function authenticates({ node, facts }: LocatedFunction): boolean {
  return allNodes(node.body).some((part) => {
    if (part.type !== "CallExpression") return false;
    const origin = facts.bindings.origin(part.callee);
    return origin !== undefined && AUTHENTICATES.test(origin.module);
  });
}
