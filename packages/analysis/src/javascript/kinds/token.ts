import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isOutsideProduction } from "../flow/asks-where.js";
import { enclosingFunction, functionPath } from "../flow/enclosing.js";
import { optionAt, type Option } from "../flow/option-at.js";
import { valueBehind } from "../flow/value-behind.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

type Facts = DraftOf<"token">["mechanisms"];

/** A place where tokens are made, checked or read. */
export function token(call: LibraryCall, mechanisms: Facts): DraftOf<"token"> | undefined {
  const { facts, node } = call;
  return isOutsideProduction(facts, node)
    ? undefined
    : {
        kind: "token",
        library: call.library,
        operation: call.operation,
        node: placeOf(node.callee),
        extent: node,
        mechanisms,
      };
}

/** The last name of a chain of calls, which may go over many lines. */
function placeOf(callee: Node): Node {
  const isChained = callee.type === "MemberExpression" && callee.object.type === "CallExpression";
  return isChained ? callee.property : callee;
}

/** True for an option that is `true` in the source. */
function isTrue(option: Option): boolean {
  if (option.state !== "set") return false;
  const { node, facts } = valueBehind(option.value.facts, option.value.node);
  return constantOf(facts.bindings, node)?.value === true;
}

/** What says that old tokens are taken on purpose: to renew them, or to look at their age by hand. */
const RENEWS = /refresh|renew|logout|revoke|\.exp\b|expired|TokenExpiredError/i;

/** `ignoreExpiration: true`. */
export function ignoredExpiry(facts: FileFacts, node: Node, option: Option): Fact | undefined {
  if (!isTrue(option)) return undefined;
  const scope = enclosingFunction(node);
  return RENEWS.test(`${functionPath(node)} ${facts.textOf(scope ?? node)}`)
    ? unknown("it may be there to renew tokens")
    : absent(
        "`ignoreExpiration: true` accepts a token that expired years ago",
        "ignoreExpiration: false",
      );
}

/** `algorithms: ["none"]` accepts tokens that nobody signed. */
export function acceptsUnsigned(option: Option): boolean {
  if (option.state !== "set") return false;
  const { node, facts } = valueBehind(option.value.facts, option.value.node);
  return (
    node.type === "ArrayExpression" &&
    node.elements.some(
      (element) => element && /^none$/i.test(String(constantOf(facts.bindings, element)?.value)),
    )
  );
}

/** Of a library that allows the algorithms which fit the key where none are named. */
export function algorithmOfKey(algorithms: Option): Fact {
  return acceptsUnsigned(algorithms)
    ? absent(
        "`none` is among the algorithms, so that anybody can write a token",
        'algorithms: ["HS256"]',
      )
    : present("the key decides which algorithms are allowed");
}

/** Whom a token has to be for, where its key is asked of a provider with jwks-rsa; undefined where it is one's own. */
export function foreignAudience({ facts }: LibraryCall, options: Node | undefined, key: Option) {
  const value = key.state === "set" ? valueBehind(key.value.facts, key.value.node) : undefined;
  if (value?.facts.bindings.origin(value.node)?.module !== "jwks-rsa") return undefined;
  return audienceFact(
    facts,
    {
      audience: optionAt(facts, options, "audience"),
      issuer: optionAt(facts, options, "issuer"),
    },
    'audience: "orders", issuer: "https://login.example.com/"',
  );
}

/** What shows that somebody looks at whom a token is for, or who gave it out. */
const LOOKS_AT_CLAIMS =
  /\.(?:aud|azp|iss|client_id|appid|cid)\b|["'](?:aud|azp|iss|client_id|appid)["']|\baudience\b|\bissuer\b/;

/** Whether a token of somebody else's, which a key of theirs verifies, has to be for this service. */
export function audienceFact(
  facts: FileFacts,
  { audience, issuer }: { readonly audience: Option; readonly issuer: Option },
  remedy: string,
): Fact {
  if (audience.state === "set" || issuer.state === "set")
    return present("it has to be for this service");
  if (audience.state === "unread" || issuer.state === "unread")
    return unknown("its options can't be read here");
  if (LOOKS_AT_CLAIMS.test(facts.source.text)) return unknown("the claims may be compared by hand");
  return absent(
    "any token that the same provider signed is accepted, also one for another application",
    remedy,
  );
}

/** Fields by which a service limits the life of its tokens itself, or can take them back. */
const OWN_EXPIRY =
  /^(?:exp|expir\w*|validUntil|createdAt|issuedAt|jti|sid|session_?id|key_?id|\w*version)$/i;

/** What ties a token to something that changes: `hash(user.password)`. */
const TIED = /\.(?:password|passwordHash|hash|salt|tokenVersion)\b/;

/** Whether a payload says by itself when its token expires. */
export function payloadExpiry(
  facts: FileFacts,
  payload: Node | undefined,
): "set" | "none" | "unknown" {
  if (!payload) return "none";
  const { node, facts: home } = valueBehind(facts, payload);
  if (node.type !== "ObjectExpression") return "unknown";
  const option = optionAt(facts, payload, "exp");
  if (option.state === "set") return "set";
  const isOwn = node.properties.some(
    (property) =>
      property.type === "Property" &&
      (OWN_EXPIRY.test(staticName(property) ?? "") || TIED.test(home.textOf(property.value))),
  );
  return option.state === "absent" && !isOwn ? "none" : "unknown";
}

/** Whether a token that is signed expires, as its options and its payload say. */
export function expiryFact(
  facts: FileFacts,
  payload: Node | undefined,
  option: Option,
  remedy: string,
): Fact {
  if (option.state === "set") return present("it expires");
  if (option.state === "unread") return unknown("its options can't be read here");
  const own = payloadExpiry(facts, payload);
  if (own === "set") return present("its payload says when it expires");
  if (own === "unknown") return unknown("its payload may say when it expires");
  return absent("the token is signed without an expiry", remedy);
}
