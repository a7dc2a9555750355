import { present } from "@faultline/contract";
import { nodeRetry } from "../kinds/retry.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";
import { isFunction } from "../source.js";

/** promise-retry 2 (README): `promiseRetry(work, options)` or the other way round; only `retry(error)` repeats. */
function run(call: LibraryCall) {
  const first = call.argument(0);
  const isWorkFirst =
    first !== undefined &&
    (isFunction(first) || call.facts.bindings.functionOf(first) !== undefined);
  return nodeRetry(call, {
    work: isWorkFirst ? first : call.argument(1),
    options: isWorkFirst ? 1 : 0,
    randomize: false,
    selective: present("only what the function hands to `retry` is repeated"),
  });
}

export const promiseRetry: Library = defineLibrary({
  packages: ["promise-retry"],
  docs: "https://github.com/IndigoUnited/node-promise-retry#usage",
  sites: { "()": run },
  wrappers: { "()": unlimited },
});
