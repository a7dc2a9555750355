import { absent, present, unknown, type Fact } from "@faultline/contract";
import { unverifiedIdentity } from "../flow/unverified-identity.js";
import { payloadExpiry, token } from "../kinds/token.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** A token expires when its payload says so; `sign` has no option for it. */
const sign: Recognise = (call) => token(call, { "token-expiry": expiryOf(call) });

function expiryOf(call: LibraryCall): Fact {
  const own = payloadExpiry(call.facts, call.argument(0));
  if (own === "set") return present("its payload says when it expires");
  return own === "unknown"
    ? unknown("its payload may say when it expires")
    : absent("the token is signed without an expiry", "exp: Math.floor(Date.now() / 1000) + 900");
}

const decode: Recognise = (call) => {
  const fact = unverifiedIdentity(call.facts, call.node);
  return fact && token(call, { "token-signature": fact });
};

export const honoJwt: Library = defineLibrary({
  packages: ["hono/jwt"],
  docs: "https://hono.dev/docs/helpers/jwt",
  configuration: {
    "sign()": { ownSecrets: ["1 secret"] },
    "verify()": { ownSecrets: ["1 secret"] },
    "jwt()": { ownSecrets: ["0.secret"] },
  },
  sites: { "sign()": sign, "decode()": decode },
});
