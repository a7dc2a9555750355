import { absent, present, unknown } from "@faultline/contract";
import { algorithmOfKey, ignoredExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** What a payload may say of itself. */
const SETS_EXPIRY = /\bexp\b/;

const signer: Recognise = (call) => {
  const option = optionAt(call.facts, call.argument(0), "expiresIn");
  if (option.state === "set") return token(call, { "token-expiry": present("it expires") });
  return token(call, {
    "token-expiry":
      option.state === "unread" || call.facts.packageMentions(SETS_EXPIRY)
        ? unknown("its payloads may say when they expire")
        : absent("tokens are signed without an expiry", "expiresIn: 900_000"),
  });
};

/** Without `algorithms` those are allowed that fit the key (README, `createVerifier`). */
const verifier: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  return token(call, {
    "token-algorithm": algorithmOfKey(optionAt(facts, options, "algorithms")),
    ...(expiry && { "token-expiry": expiry }),
  });
};

export const fastJwt: Library = defineLibrary({
  packages: ["fast-jwt"],
  docs: "https://github.com/nearform/fast-jwt#api",
  configuration: {
    "createSigner()": { ownSecrets: ["0.key"] },
    "createVerifier()": { ownSecrets: ["0.key"] },
  },
  sites: { "createSigner()": signer, "createVerifier()": verifier },
});
