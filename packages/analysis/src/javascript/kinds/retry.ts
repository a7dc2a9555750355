import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { entryPointOf } from "../flow/entry-point.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** What a library says of a retry it runs. */
export interface Retry {
  /** The function that is repeated; undefined for a policy that runs one handed to it later. */
  readonly work: Node | undefined;
  /** Attempts in all, the first included; undefined when not known. */
  readonly attempts: number | undefined;
  readonly mechanisms: DraftOf<"retry">["mechanisms"];
}

/** A retry that a library runs. */
export function retry(call: LibraryCall, { work, attempts, mechanisms }: Retry): DraftOf<"retry"> {
  return {
    kind: "retry",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    ...(work && { protects: work }),
    mechanisms,
    details: { work, attempts },
  };
}

/** Options of `retry` (npm), which p-retry, async-retry and promise-retry hand on to it. */
export interface NodeRetryDefaults {
  /** Position of the options argument. */
  readonly options: number;
  readonly work: Node | undefined;
  /** What `randomize` is when it is not set. */
  readonly randomize: boolean;
  readonly selective: Fact;
}

/** `retry` 0.13 (README, "retry.operation"): 10 retries, factor 2, from 1 s, without a cap. */
export function nodeRetry(
  call: LibraryCall,
  { options, work, randomize, selective }: NodeRetryDefaults,
): DraftOf<"retry"> {
  const option = (name: string): OptionValue => call.option(options, name);
  const attempts = attemptsOf(option("retries"), 10, 1);
  const limit = isConstant(option("forever"), true)
    ? foreverLimit(call, millisecondsOf(option("minTimeout")), millisecondsOf(option("maxTimeout")))
    : attemptLimit("retries", option("retries"), option("maxRetryTime"));
  return retry(call, {
    work,
    attempts,
    mechanisms: {
      backoff: growth(option("factor"), option("minTimeout"), attempts),
      jitter: isConstant(option("minTimeout"), 0)
        ? unknown("there is no pause")
        : randomFact("randomize", option("randomize"), randomize),
      "delay-cap": cap("maxTimeout", option("maxTimeout"), limit),
      "attempt-limit": limit,
      selective,
    },
  });
}

/** How many attempts an option allows; `first` is 1 where it counts the repetitions only. */
export function attemptsOf(
  option: OptionValue,
  byDefault: number,
  first: 0 | 1,
): number | undefined {
  if (option.state === "absent") return byDefault + first;
  return option.state === "constant" && typeof option.value === "number"
    ? option.value + first
    : undefined;
}

/** The limit that a number of attempts sets; a deadline beside it does as well. */
export function attemptLimit(
  name: string,
  option: OptionValue,
  deadline: OptionValue = { state: "absent" },
): Fact {
  if (option.state === "unknown") return unknown(`\`${name}\` can't be read here`);
  const isEndless = option.state === "constant" && option.value === Number.POSITIVE_INFINITY;
  if (!isEndless) return present(`\`${name}\` or its default bounds it`);
  return deadline.state === "absent"
    ? absent(`\`${name}: Infinity\` repeats for as long as the call fails`, `${name}: 5`)
    : present("a deadline bounds it");
}

/** The ceiling of a growing pause. */
export function cap(name: string, option: OptionValue, limit: Fact): Fact {
  if (option.state === "unknown") return unknown(`\`${name}\` can't be read here`);
  if (option.state !== "absent") return present(`\`${name}\` is set`);
  return limit.state === "absent"
    ? absent("it doubles for as long as the call fails", `${name}: 30_000`)
    : present("the number of attempts bounds it");
}

/** Whether an option makes the pause random. */
export function randomFact(name: string, option: OptionValue, byDefault: boolean): Fact {
  const isRandom =
    option.state === "absent"
      ? byDefault
      : option.state === "constant"
        ? option.value !== false && option.value !== "none"
        : undefined;
  if (isRandom === undefined) return unknown(`\`${name}\` can't be read here`);
  return isRandom
    ? present("the pause is random")
    : absent("clients that failed together retry together", `${name}: true`);
}

/** From such a pause on, a retry that never ends is how something in the background waits for another. */
const SLOW_MS = 5_000;

function foreverLimit(call: LibraryCall, minMs: number, maxMs: number): Fact {
  const isSlow = minMs >= SLOW_MS && minMs === maxMs;
  return isSlow && entryPointOf(call.facts, call.node) !== "request"
    ? unknown("it asks at a slow and steady pace, and no request is seen to wait for it")
    : absent("`forever` repeats for as long as the call fails", "retries: 5");
}

/** So many attempts in all may follow at once where the code says so: they are over before a pause would help. */
const FEW_ATTEMPTS = 3;

function growth(factor: OptionValue, pause: OptionValue, attempts: number | undefined): Fact {
  const isAtOnce = isConstant(pause, 0);
  if (isAtOnce && attempts !== undefined && attempts <= FEW_ATTEMPTS)
    return unknown("a few attempts at once, by choice");
  if (isAtOnce) return absent("`minTimeout: 0` repeats at once", "minTimeout: 500");
  if (factor.state === "constant" && factor.value === 1)
    return absent("`factor: 1` waits equally long each time", "factor: 2");
  return factor.state === "unknown"
    ? unknown("`factor` can't be read here")
    : present("the pause grows");
}

function millisecondsOf(option: OptionValue): number {
  return option.state === "constant" && typeof option.value === "number" ? option.value : 0;
}

function isConstant(option: OptionValue, value: number | boolean): boolean {
  return option.state === "constant" && option.value === value;
}
