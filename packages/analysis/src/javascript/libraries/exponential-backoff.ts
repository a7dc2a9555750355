import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { attemptLimit, attemptsOf, cap, randomFact, retry } from "../kinds/retry.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** exponential-backoff 3.1 (`dist/options.js`): 10 attempts, from 100 ms, doubling, no jitter, no cap. */
function run(call: LibraryCall) {
  const attempts = call.option(1, "numOfAttempts");
  const limit = attemptLimit("numOfAttempts", attempts);
  return retry(call, {
    work: call.argument(0),
    attempts: attemptsOf(attempts, 10, 0),
    mechanisms: {
      backoff: growth(call.option(1, "timeMultiple")),
      jitter: randomFact("jitter", call.option(1, "jitter"), false),
      "delay-cap": cap("maxDelay", call.option(1, "maxDelay"), limit),
      "attempt-limit": limit,
      selective:
        call.option(1, "retry").state === "absent"
          ? absent(
              "every error is repeated, also one that stays",
              "retry: (error) => isTransient(error)",
            )
          : present("`retry` selects what is repeated"),
    },
  });
}

function growth(multiple: OptionValue): Fact {
  if (multiple.state === "constant" && multiple.value === 1)
    return absent("`timeMultiple: 1` waits equally long each time", "timeMultiple: 2");
  return multiple.state === "unknown"
    ? unknown("`timeMultiple` can't be read here")
    : present("the pause grows");
}

export const exponentialBackoff: Library = defineLibrary({
  packages: ["exponential-backoff"],
  docs: "https://github.com/coveooss/exponential-backoff#readme",
  sites: { "backOff()": run },
  wrappers: { "backOff()": unlimited },
});
