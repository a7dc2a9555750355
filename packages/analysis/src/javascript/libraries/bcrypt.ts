import { blockingCall } from "../kinds/blocking-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const blocks =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await bcrypt.${name}(…)`);

/** A hash takes tens of milliseconds by design (README of bcrypt, "A Note on Rounds"). */
export const bcrypt: Library = defineLibrary({
  packages: ["bcrypt", "bcryptjs", "@node-rs/bcrypt"],
  docs: "https://github.com/kelektiv/node.bcrypt.js#why-is-async-mode-recommended-over-sync-mode",
  sites: { "hashSync()": blocks("hash"), "compareSync()": blocks("compare") },
});
