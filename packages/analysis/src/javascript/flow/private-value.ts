import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type Node } from "../source.js";
import { isHandlersRequest } from "./answers-request.js";

/** Names of values that let in whoever reads them, or that are never anyone else's business. */
const SECRET =
  /^(?:password|passwd|pwd|passphrase|client_?secret|secret_?key|secret|api_?key|private_?key|access_?token|refresh_?token|auth_?token|id_?token|bearer_?token|session_?token|reset_?token|access_?key|secret_?access_?key|authorization|cookies?|credit_?card|credit_?card_?number|card_?number|cvv|cvc|ssn|social_?security_?number)$/i;

/** What holds a secret by its last words: `userPassword`, `STRIPE_SECRET_KEY`. */
const SECRET_ENDING =
  /(?:[a-z\d](?:Password|Passwd|Passphrase|ApiKey|PrivateKey|ClientSecret|AccessToken|RefreshToken|SecretKey)|_(?:PASSWORD|API_KEY|PRIVATE_KEY|SECRET|ACCESS_TOKEN|REFRESH_TOKEN|SECRET_KEY))$/;

/** Parts of a request that carry whatever its sender put there. */
const WHOLE = new Set(["body", "headers", "cookies", "rawHeaders"]);

/** Why a value should not be logged; undefined for one that may be. */
export function whyPrivate(facts: FileFacts, node: Node): string | undefined {
  const value = unwrap(node);
  if (/^process\.env$/.test(facts.textOf(value)))
    return "`process.env` holds every secret of the process";
  if (isRequestPart(facts, value))
    return `\`${facts.textOf(value)}\` is whatever the client sent, passwords and tokens included`;
  const name = nameOf(value);
  if (name === undefined || !(SECRET.test(name) || SECRET_ENDING.test(name))) return undefined;
  return isHarmless(facts, value) ? undefined : `\`${facts.textOf(value)}\` is a secret`;
}

function nameOf(value: Node): string | undefined {
  if (value.type === "Identifier") return value.name;
  return value.type === "MemberExpression" ? staticName(value) : undefined;
}

/** A constant such as an enumeration's member, a yes or no, a function. */
function isHarmless(facts: FileFacts, value: Node): boolean {
  if (constantOf(facts.bindings, value)) return true;
  if (value.type !== "Identifier")
    return /(?:^|\.)(?:errors?|messages?|codes?|fields?)\./i.test(facts.textOf(value));
  const variable = facts.bindings.variables.of(value);
  const given = variable && soleValue(variable);
  const assigned = given && unwrap(given);
  if (!assigned) return variable === undefined;
  return (
    isFunction(assigned) ||
    assigned.type === "UnaryExpression" ||
    assigned.type === "BinaryExpression" ||
    assigned.type === "ConditionalExpression" ||
    (assigned.type === "CallExpression" &&
      /mask|redact|hash|obfuscat|sanitiz|slice|substr|has|is[A-Z]/.test(
        facts.textOf(assigned.callee),
      ))
  );
}

/** `req.body`, `request.headers`, `ctx.request.body` of a request that a framework hands over. */
function isRequestPart(facts: FileFacts, value: Node): boolean {
  if (value.type === "Identifier") {
    const variable = facts.bindings.variables.of(value);
    const held = variable && soleValue(variable);
    return held?.type === "MemberExpression" && isRequestPart(facts, held);
  }
  if (value.type !== "MemberExpression" || !WHOLE.has(staticName(value) ?? "")) return false;
  const path = facts.bindings.origin(value.object)?.path ?? "";
  if (/(?:\(\d+:0\)|^new [\w.]*Request|\(\d+:0\)\.request)$/.test(path)) return true;
  return isHandlersRequest(facts, value.object);
}
