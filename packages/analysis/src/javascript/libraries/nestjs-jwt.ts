import { absent, present, unknown } from "@faultline/contract";
import { expiryFact, ignoredExpiry, token } from "../kinds/token.js";
import { optionAt } from "../flow/option-at.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const SETS_EXPIRY = /\bexpiresIn\b|\bexp\s*:/;
const SIGNS = /\.sign(?:Async)?\(/;

const register: Recognise = (call) => {
  const { facts } = call;
  const option = optionAt(facts, call.argument(0), "signOptions", "expiresIn");
  if (option.state === "set") return token(call, { "token-expiry": present("they expire") });
  const isOpen =
    option.state === "unread" ||
    facts.packageMentions(SETS_EXPIRY) ||
    !facts.packageMentions(SIGNS);
  return token(call, {
    "token-expiry": isOpen
      ? unknown("each call may say when its token expires")
      : absent("tokens are signed without an expiry", 'signOptions: { expiresIn: "15m" }'),
  });
};

const sign: Recognise = (call) => {
  const { facts } = call;
  // What the module sets holds for every token.
  if (facts.packageMentions(/\bsignOptions\b/)) return undefined;
  const option = optionAt(facts, call.argument(1), "expiresIn");
  return option.state === "set"
    ? token(call, { "token-expiry": expiryFact(facts, call.argument(0), option, "") })
    : undefined;
};

const verify: Recognise = (call) => {
  const { facts } = call;
  const expiry = ignoredExpiry(
    facts,
    call.node,
    optionAt(facts, call.argument(1), "ignoreExpiration"),
  );
  return expiry && token(call, { "token-expiry": expiry });
};

const OF_CALLS = { ownSecrets: ["1.secret", "1.privateKey"] };

export const nestjsJwt: Library = defineLibrary({
  packages: ["@nestjs/jwt"],
  docs: "https://docs.nestjs.com/security/authentication#jwt-token",
  configuration: {
    "JwtModule.register()": { ownSecrets: ["0.secret", "0.secretOrPrivateKey", "0.privateKey"] },
    "JwtModule.registerAsync()": {
      ownSecrets: ["0.useFactory().secret", "0.useFactory().privateKey"],
    },
    "new JwtService": { ownSecrets: ["0.secret"] },
    "new JwtService.sign()": OF_CALLS,
    "new JwtService.signAsync()": OF_CALLS,
    "new JwtService.verify()": OF_CALLS,
    "new JwtService.verifyAsync()": OF_CALLS,
  },
  sites: {
    "JwtModule.register()": register,
    "new JwtService.sign()": sign,
    "new JwtService.signAsync()": sign,
    "new JwtService.verify()": verify,
    "new JwtService.verifyAsync()": verify,
  },
});
