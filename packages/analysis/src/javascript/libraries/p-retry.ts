import { absent, present } from "@faultline/contract";
import { nodeRetry } from "../kinds/retry.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** p-retry 4 to 9 (readme, "options"): those of `retry`, without randomness unless asked for. */
function run(call: LibraryCall) {
  return nodeRetry(call, {
    work: call.argument(0),
    options: 1,
    randomize: false,
    selective: selects(call)
      ? present("some errors end it at once")
      : absent(
          "every error is repeated, also one that stays",
          "shouldRetry: ({ error }) => isTransient(error)",
        ),
  });
}

/** By an option, or by throwing an `AbortError`, which ends the retry. */
function selects(call: LibraryCall): boolean {
  return (
    call.facts.mentions(/\bAbortError\b/) ||
    ["shouldRetry", "onFailedAttempt"].some((name) => call.option(1, name).state !== "absent")
  );
}

export const pRetry: Library = defineLibrary({
  packages: ["p-retry"],
  docs: "https://github.com/sindresorhus/p-retry#api",
  sites: { "()": run },
  wrappers: { "()": unlimited },
});
