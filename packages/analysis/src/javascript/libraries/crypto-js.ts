import { defineLibrary, type Library } from "../recogniser.js";

const KEYED = { ownSecrets: ["1 key"] };

export const cryptoJs: Library = defineLibrary({
  packages: ["crypto-js"],
  docs: "https://github.com/brix/crypto-js#usage",
  configuration: {
    "AES.encrypt()": KEYED,
    "AES.decrypt()": KEYED,
    "HmacSHA1()": KEYED,
    "HmacSHA256()": KEYED,
    "HmacSHA512()": KEYED,
  },
  sites: {},
});
