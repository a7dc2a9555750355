import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { unverifiedIdentity } from "../flow/unverified-identity.js";
import { acceptsUnsigned, audienceFact, expiryFact, ignoredExpiry, token } from "../kinds/token.js";
import { valueBehind } from "../flow/value-behind.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
import { isFunction, type Node } from "../source.js";

const sign: Recognise = (call) => {
  const options = optionsAt(call, 2);
  return token(call, {
    "token-expiry": expiryFact(
      call.facts,
      call.argument(0),
      optionAt(call.facts, options, "expiresIn"),
      'expiresIn: "15m"',
    ),
  });
};

const verify: Recognise = (call) => {
  const { facts } = call;
  const options = optionsAt(call, 2);
  const key = call.argument(1);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  return token(call, {
    "token-algorithm": algorithm(call, options),
    ...(expiry && { "token-expiry": expiry }),
    ...(key &&
      isForeignKey(call, key) && {
        "token-audience": audienceFact(
          facts,
          {
            audience: optionAt(facts, options, "audience"),
            issuer: optionAt(facts, options, "issuer"),
          },
          'audience: "orders", issuer: "https://login.example.com/"',
        ),
      }),
  });
};

/**
 * Since 9.0 only those algorithms are allowed that fit the key. Since 4.2.2 a text is a secret unless it is a public key,
 * but until 9.0 a public key that a function gives verifies tokens that were signed with its text (CVE-2022-23541). Before,
 * the token chooses (CVE-2015-9235).
 */
function algorithm(call: LibraryCall, options: Node | undefined): Fact {
  const option = optionAt(call.facts, options, "algorithms");
  if (acceptsUnsigned(option))
    return absent(
      "`none` is among the algorithms, so that anybody can write a token",
      'algorithms: ["HS256"]',
    );
  if (option.state === "set") return present("the algorithms are named");
  if (option.state === "unread") return unknown("its options can't be read here");
  const major = call.facts.package.majorOf("jsonwebtoken");
  if (major !== undefined && major < 4)
    return absent(
      `jsonwebtoken ${String(major)} verifies with whatever algorithm the token names (CVE-2015-9235)`,
      'algorithms: ["RS256"]',
    );
  const key = call.argument(1);
  const isGiven = key && call.facts.bindings.functionOf(key) !== undefined;
  return isGiven && major !== undefined && major < 9
    ? absent(
        `jsonwebtoken ${String(major)} takes the public key that a function gives for a secret as well (CVE-2022-23541)`,
        'algorithms: ["RS256"]',
      )
    : unknown("the key decides which algorithms are allowed");
}

/** The options, where the last argument is not the callback. */
function optionsAt(call: LibraryCall, index: number): Node | undefined {
  const argument = call.argument(index);
  if (!argument) return undefined;
  return isFunction(argument) || call.facts.bindings.functionOf(argument) ? undefined : argument;
}

/** A key that a provider publishes: fetched by jwks-rsa, handed over by a function, or written down as a public key. */
function isForeignKey({ facts }: LibraryCall, key: Node): boolean {
  const value = valueBehind(facts, key);
  const text = constantOf(value.facts.bindings, value.node)?.value;
  if (typeof text === "string") return /BEGIN (?:RSA )?PUBLIC KEY|BEGIN CERTIFICATE/.test(text);
  const origin = value.facts.bindings.origin(value.node);
  if (origin?.module === "jwks-rsa") return true;
  const getter = facts.bindings.functionOf(key);
  return getter !== undefined && facts.textOf(getter).includes("getSigningKey");
}

const decode: Recognise = (call) => {
  const fact = unverifiedIdentity(call.facts, call.node);
  return fact && token(call, { "token-signature": fact });
};

export const jsonwebtoken: Library = defineLibrary({
  packages: ["jsonwebtoken"],
  docs: "https://github.com/auth0/node-jsonwebtoken#usage",
  configuration: {
    "sign()": { ownSecrets: ["1 secret"] },
    "verify()": { ownSecrets: ["1 secret"] },
  },
  sites: { "sign()": sign, "verify()": verify, "decode()": decode },
});
