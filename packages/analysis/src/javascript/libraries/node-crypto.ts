import { blockingCall } from "../kinds/blocking-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** Meant to take long: they derive keys from passwords, or look for primes. */
const SLOW = ["pbkdf2", "scrypt", "generateKeyPair", "generatePrime"];

const blocks =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await promisify(${name})(…)`);

export const nodeCrypto: Library = defineLibrary({
  packages: ["node:crypto"],
  docs: "https://nodejs.org/api/crypto.html#cryptoscryptsyncpassword-salt-keylen-options",
  configuration: {
    "createHmac()": { ownSecrets: ["1"] },
    "createCipheriv()": { ownSecrets: ["1"] },
    "createDecipheriv()": { ownSecrets: ["1"] },
  },
  sites: Object.fromEntries(SLOW.map((name) => [`${name}Sync()`, blocks(name)])),
});
