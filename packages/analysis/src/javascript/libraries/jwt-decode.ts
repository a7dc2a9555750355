import { unverifiedIdentity } from "../flow/unverified-identity.js";
import { token } from "../kinds/token.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** It reads tokens and checks nothing (README). */
const decode: Recognise = (call) => {
  const fact = unverifiedIdentity(call.facts, call.node);
  return fact && token(call, { "token-signature": fact });
};

export const jwtDecode: Library = defineLibrary({
  packages: ["jwt-decode"],
  docs: "https://github.com/auth0/jwt-decode#usage",
  sites: { "()": decode, "jwtDecode()": decode },
});
