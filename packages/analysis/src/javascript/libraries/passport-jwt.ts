import { foreignAudience, ignoredExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const strategy: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  const audience = foreignAudience(call, options, optionAt(facts, options, "secretOrKeyProvider"));
  return token(call, {
    ...(expiry && { "token-expiry": expiry }),
    ...(audience && { "token-audience": audience }),
  });
};

const SECRETS = { ownSecrets: ["0.secretOrKey"] };

/** With Nest, a class extends `PassportStrategy(Strategy)` and hands the options to `super()`. */
export const passportJwt: Library = defineLibrary({
  packages: ["passport-jwt", "@nestjs/passport"],
  docs: "https://github.com/mikenicholson/passport-jwt#configure-strategy",
  configuration: {
    "new Strategy": SECRETS,
    "new PassportStrategy()": { ...SECRETS, credentials: ["0.clientSecret"] },
  },
  sites: { "new Strategy": strategy, "new PassportStrategy()": strategy },
});
