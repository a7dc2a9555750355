import { absent, present, unknown, type Fact } from "@faultline/contract";
import { acceptsUnsigned, audienceFact, ignoredExpiry, token } from "../kinds/token.js";
import { valueBehind } from "../flow/value-behind.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const middleware: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  const secret = optionAt(facts, options, "secret");
  const value =
    secret.state === "set" ? valueBehind(secret.value.facts, secret.value.node) : undefined;
  const isForeign = value?.facts.bindings.origin(value.node)?.module === "jwks-rsa";
  return token(call, {
    "token-algorithm": algorithm(call),
    ...(expiry && { "token-expiry": expiry }),
    ...(isForeign && {
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

/** Required since 6.0, which throws without (CHANGELOG; CVE-2020-15084). */
function algorithm(call: LibraryCall): Fact {
  const option = optionAt(call.facts, call.argument(0), "algorithms");
  if (acceptsUnsigned(option))
    return absent(
      "`none` is among the algorithms, so that anybody can write a token",
      'algorithms: ["RS256"]',
    );
  if (option.state === "set") return present("the algorithms are named");
  const major = call.facts.package.majorOf("express-jwt");
  if (option.state === "unread" || major === undefined || major >= 6)
    return unknown("the library asks for them");
  return absent(
    `express-jwt ${String(major)} lets the token choose its algorithm (CVE-2020-15084)`,
    'algorithms: ["RS256"]',
  );
}

export const expressJwt: Library = defineLibrary({
  packages: ["express-jwt"],
  docs: "https://github.com/auth0/express-jwt#usage",
  configuration: {
    "()": { ownSecrets: ["0.secret"] },
    "expressjwt()": { ownSecrets: ["0.secret"] },
  },
  sites: { "()": middleware, "expressjwt()": middleware },
});
