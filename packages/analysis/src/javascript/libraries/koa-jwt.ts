import { algorithmOfKey, ignoredExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const middleware: Recognise = (call) => {
  const { facts } = call;
  const options = call.argument(0);
  const expiry = ignoredExpiry(facts, call.node, optionAt(facts, options, "ignoreExpiration"));
  return token(call, {
    "token-algorithm": algorithmOfKey(optionAt(facts, options, "algorithms")),
    ...(expiry && { "token-expiry": expiry }),
  });
};

export const koaJwt: Library = defineLibrary({
  packages: ["koa-jwt"],
  docs: "https://github.com/koajs/jwt#usage",
  configuration: { "()": { ownSecrets: ["0.secret"] } },
  sites: { "()": middleware },
});
