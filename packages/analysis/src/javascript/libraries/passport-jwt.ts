import { audienceFact, ignoredExpiry, token } from "../kinds/token.js";
import { valueBehind } from "../flow/value-behind.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const strategy: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  const provider = optionAt(facts, options, "secretOrKeyProvider");
  const value =
    provider.state === "set" ? valueBehind(provider.value.facts, provider.value.node) : undefined;
  const isForeign = value?.facts.bindings.origin(value.node)?.module === "jwks-rsa";
  return token(call, {
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
