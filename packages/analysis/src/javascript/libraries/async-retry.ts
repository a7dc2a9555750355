import { absent, present } from "@faultline/contract";
import { nodeRetry } from "../kinds/retry.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** async-retry 1.3 (README, "API"): options of `retry`, random by default. */
function run(call: LibraryCall) {
  const work = call.argument(0);
  const isHandedBail =
    work !== undefined && (call.facts.bindings.functionOf(work)?.params.length ?? 1) > 0;
  return nodeRetry(call, {
    work,
    options: 1,
    randomize: true,
    selective: isHandedBail
      ? present("the function can end it by `bail`")
      : absent("every error is repeated, also one that stays", "(bail) => { … bail(error) … }"),
  });
}

export const asyncRetry: Library = defineLibrary({
  packages: ["async-retry"],
  docs: "https://github.com/vercel/async-retry#api",
  sites: { "()": run },
  wrappers: { "()": unlimited },
});
