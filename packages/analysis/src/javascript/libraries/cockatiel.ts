import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { circuitBreaker } from "../kinds/circuit-breaker.js";
import { attemptsOf, retry } from "../kinds/retry.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** cockatiel 3.2 (`dist/Policy.js`, `retry`): without options it repeats at once, and never ends. */
function retryPolicy(call: LibraryCall) {
  const attempts = call.option(1, "maxAttempts");
  return retry(call, {
    work: undefined,
    attempts: attemptsOf(attempts, Number.POSITIVE_INFINITY, 1),
    mechanisms: {
      ...pause(call),
      "attempt-limit": attemptLimit(attempts),
      selective: selects(call)
        ? present("the policy selects what is repeated")
        : absent("every error is repeated, also one that stays", "handleType(TransientError)"),
    },
  });
}

function attemptLimit(option: OptionValue): Fact {
  if (option.state === "unknown") return unknown("`maxAttempts` can't be read here");
  const isEndless =
    option.state === "absent" ||
    (option.state === "constant" && option.value === Number.POSITIVE_INFINITY);
  return isEndless
    ? absent("without `maxAttempts` it repeats for as long as the call fails", "maxAttempts: 5")
    : present("`maxAttempts` bounds it");
}

function pause(call: LibraryCall): { readonly backoff: Fact; readonly jitter?: Fact } {
  const option = call.option(1, "backoff");
  if (option.state === "absent")
    return {
      backoff: absent("without `backoff` it repeats at once", "backoff: new ExponentialBackoff()"),
    };
  const made = option.state === "given" ? call.facts.bindings.origin(option.node)?.path : undefined;
  switch (made) {
    case "new ExponentialBackoff":
      return { backoff: present("the pause doubles"), jitter: present("the pause is random") };
    case "new ConstantBackoff":
      return {
        backoff: absent("the pause is always the same", "backoff: new ExponentialBackoff()"),
      };
    default:
      return { backoff: unknown("`backoff` works it out") };
  }
}

function selects(call: LibraryCall): boolean {
  const policy = call.argument(0);
  return policy === undefined || call.facts.bindings.origin(policy)?.path !== "handleAll";
}

function breaker(call: LibraryCall) {
  return circuitBreaker(call, ["execute"], {});
}

export const cockatiel: Library = defineLibrary({
  packages: ["cockatiel"],
  docs: "https://github.com/connor4312/cockatiel#retrypolicy-options",
  sites: { "retry()": retryPolicy, "circuitBreaker()": breaker },
});
