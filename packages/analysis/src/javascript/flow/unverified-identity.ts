import { absent, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import { entryPointOf } from "./entry-point.js";
import { nodesInFunction } from "./walk.js";

/** What shows that somebody checks the signature, whichever library does it. */
const VERIFIES = /verif|jwtMiddleware|express-?jwt|passport|introspect|getSigningKey|jwtDecrypt/i;

/** Parts of a request in which a client says who it is. */
const SENT_BY_CLIENT = /\bheaders?\b|\bauthorization\b|\bcookies?\b/i;

/** Names under which frameworks keep who is asking. */
const IDENTITY = /^(?:user|auth|userId|currentUser|session|principal|identity)$/;

/**
 * Whether a token that a request brings is only decoded, and what it says becomes who is asking. Undefined
 * unless nothing in the file verifies anything.
 */
export function unverifiedIdentity(facts: FileFacts, call: Call): Fact | undefined {
  if (facts.mentions(VERIFIES)) return undefined;
  const scope = enclosingFunction(call);
  if (!scope || !SENT_BY_CLIENT.test(facts.textOf(scope))) return undefined;
  const isKept = nodesInFunction(scope.body).some(
    (node) =>
      node.type === "AssignmentExpression" &&
      node.left.type === "MemberExpression" &&
      IDENTITY.test(staticName(node.left) ?? "") &&
      isOfRequest(facts, node.left.object),
  );
  if (!isKept || entryPointOf(facts, call) !== "request") return undefined;
  return absent(
    "the token is decoded and its signature is never checked, and what it says becomes who is asking",
    "`verify` with the key of whoever signed it",
  );
}

/** `req.user = …`, where `req` is a parameter of the handler. */
function isOfRequest(facts: FileFacts, object: Node): boolean {
  const variable = object.type === "Identifier" ? facts.bindings.variables.of(object) : undefined;
  return variable?.defs[0]?.type === "Parameter";
}
