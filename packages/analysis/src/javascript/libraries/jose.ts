import { methodName, unwrap } from "../bindings/static-name.js";
import { unverifiedIdentity } from "../flow/unverified-identity.js";
import { valueBehind } from "../flow/value-behind.js";
import { absent, present, unknown, type Fact } from "@faultline/contract";
import { audienceFact, payloadExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
import type { Node } from "../source.js";

/** The algorithm has to fit the key's type (`lib/check_key_type`, 6.1), so that none has to be named; whom a token is for has. */
const verify: Recognise = (call) => {
  const { facts } = call;
  const [key, options] = [call.argument(1), call.argument(2)];
  const origin = key && valueBehind(facts, key);
  const maker = origin?.facts.bindings.origin(origin.node);
  const isForeign =
    maker?.module === "jose" && /^create(?:Remote|Local)JWKSet\(\)/.test(maker.path);
  if (!isForeign)
    return token(call, { "token-algorithm": present("the key fits one kind of algorithm") });
  return token(call, {
    "token-audience": audienceFact(
      facts,
      {
        audience: optionAt(facts, options, "audience"),
        issuer: optionAt(facts, options, "issuer"),
      },
      'audience: "orders", issuer: "https://login.example.com/"',
    ),
  });
};

/** `new SignJWT(payload).setProtectedHeader(…).setExpirationTime("15m").sign(key)`. */
const sign: Recognise = (call) => token(call, { "token-expiry": expiryOf(call) });

function expiryOf(call: LibraryCall): Fact {
  let current: Node = call.node;
  while (current.type === "CallExpression" && current.callee.type === "MemberExpression") {
    if (methodName(current.callee) === "setExpirationTime") return present("it expires");
    current = unwrap(current.callee.object);
  }
  if (current.type !== "NewExpression") return unknown("how it is made can't be read here");
  return payloadExpiry(call.facts, current.arguments[0]) === "none"
    ? absent("the token is signed without an expiry", '.setExpirationTime("15m")')
    : unknown("its payload may say when it expires");
}

const decode: Recognise = (call) => {
  const fact = unverifiedIdentity(call.facts, call.node);
  return fact && token(call, { "token-signature": fact });
};

export const jose: Library = defineLibrary({
  packages: ["jose"],
  docs: "https://github.com/panva/jose/blob/main/docs/jwt/verify/functions/jwtVerify.md",
  configuration: {
    "jwtVerify()": { ownSecrets: ["1 secret"] },
    "new SignJWT**.sign()": { ownSecrets: ["0 secret"] },
    "new EncryptJWT**.encrypt()": { ownSecrets: ["0 secret"] },
  },
  sites: { "jwtVerify()": verify, "new SignJWT**.sign()": sign, "decodeJwt()": decode },
});
