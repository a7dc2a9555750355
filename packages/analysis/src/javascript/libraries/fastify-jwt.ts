import { absent, present, unknown } from "@faultline/contract";
import { token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** What each call, or a payload, may say of itself. */
const SETS_EXPIRY = /\bexpiresIn\b|\bexp\b/;

const register: Recognise = (call) => {
  const { facts } = call;
  const option = optionAt(facts, call.argument(1), "sign", "expiresIn");
  if (option.state === "set") return token(call, { "token-expiry": present("they expire") });
  const isOpen = option.state === "unread" || facts.packageMentions(SETS_EXPIRY);
  // Whoever only verifies tokens signs none.
  const signs = facts.packageMentions(/\bjwtSign\(|\bjwt\.sign\(/);
  return token(call, {
    "token-expiry":
      isOpen || !signs
        ? unknown("each call may say when its token expires")
        : absent("tokens are signed without an expiry", 'sign: { expiresIn: "15m" }'),
  });
};

export const fastifyJwt: Library = defineLibrary({
  packages: ["@fastify/jwt"],
  docs: "https://github.com/fastify/fastify-jwt#options",
  configuration: { "register()": { ownSecrets: ["1.secret", "1.secret.private"] } },
  sites: { "register()": register },
});
