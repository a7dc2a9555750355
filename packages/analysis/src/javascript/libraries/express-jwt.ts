import { absent, present, unknown, type Fact } from "@faultline/contract";
import { acceptsUnsigned, foreignAudience, ignoredExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const middleware: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  const audience = foreignAudience(call, options, optionAt(facts, options, "secret"));
  return token(call, {
    "token-algorithm": algorithm(call),
    ...(expiry && { "token-expiry": expiry }),
    ...(audience && { "token-audience": audience }),
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
