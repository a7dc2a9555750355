import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import { circuitBreaker } from "../kinds/circuit-breaker.js";
import { executedBy, type PolicyLimits } from "../kinds/policy.js";
import { attemptsOf, retry } from "../kinds/retry.js";
import { argumentValue, countLimit, NO_TIME_LIMIT, unlimited } from "../kinds/wrapping.js";
import { functionBehind } from "../modules/function-behind.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";
import type { Call, Node } from "../source.js";

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

/** `timeout` limits the time, and `bulkhead` the number (cockatiel 3.2 and 4.0, `dist/Policy.js`). */
const LIMITS: Readonly<Record<string, PolicyLimits>> = {
  retry: unlimited,
  circuitBreaker: unlimited,
  fallback: unlimited,
  noop: unlimited,
  timeout: (call, made) => ({
    timeLimit: timeLimit(call, made),
    concurrencyLimit: absent("it starts at once"),
  }),
  bulkhead: ({ facts }, made) => ({
    timeLimit: NO_TIME_LIMIT,
    concurrencyLimit: bulkheadLimit(facts, made),
  }),
};

const executed = executedBy({ limits: LIMITS, together: "wrap", again: "dangerouslyUnref" });

/** An aggressive timeout ends the wait; a cooperative one only aborts a signal (`dist/TimeoutPolicy.js`). */
function timeLimit(call: LibraryCall, made: Call | undefined): Fact {
  switch (strategyOf(call.facts, made)) {
    case "aggressive":
      return present("its policy ends the wait");
    case "optimistic":
      return takesNothing(call.facts, call.argument(0))
        ? absent("its timeout only aborts a signal, which the work does not take")
        : unknown("it may heed the signal that its timeout aborts");
    default:
      return unknown("the strategy of its timeout can't be read here");
  }
}

const STRATEGIES: Readonly<Record<string, string>> = {
  "TimeoutStrategy.Aggressive": "aggressive",
  "TimeoutStrategy.Cooperative": "optimistic",
};

/** `TimeoutStrategy.Aggressive`, by itself or as `strategy` of the options; the enum's values are strings. */
function strategyOf({ bindings }: FileFacts, made: Call | undefined): unknown {
  const given = made?.arguments[1];
  if (!given) return undefined;
  const option = readOption(bindings, given, "strategy");
  const strategy: Node = "node" in option ? option.node : given;
  const path = bindings.origin(strategy)?.path ?? "";
  return STRATEGIES[path] ?? constantOf(bindings, strategy)?.value;
}

/** True for work that is written without parameters, and so can't heed a signal that it is handed. */
function takesNothing(facts: FileFacts, work: Node | undefined): boolean {
  return work !== undefined && functionBehind(facts, work)?.node.params.length === 0;
}

function bulkheadLimit(facts: FileFacts, made: Call | undefined): Fact {
  return made
    ? countLimit("limit", argumentValue(facts, made.arguments[0]), "`bulkhead(10)`")
    : present("`bulkhead` demands a number");
}

export const cockatiel: Library = defineLibrary({
  packages: ["cockatiel"],
  docs: "https://github.com/connor4312/cockatiel#retrypolicy-options",
  aliases: {
    "retry().dangerouslyUnref()": "retry()",
    "timeout().dangerouslyUnref()": "timeout()",
  },
  sites: { "retry()": retryPolicy, "circuitBreaker()": breaker },
  wrappers: { "noop.execute()": executed, "*().execute()": executed },
});
