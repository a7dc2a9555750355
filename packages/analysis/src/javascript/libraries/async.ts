import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { startedForEach, type Started } from "../flow/started-for-each.js";
import { limitedFanOut, startedByArguments } from "../kinds/fan-out.js";
import { limitFact } from "../kinds/limit.js";
import { attemptLimit, attemptsOf, retry } from "../kinds/retry.js";
import { argumentValue, countLimit, untimed } from "../kinds/wrapping.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Recognise,
  type Wrapping,
} from "../recogniser.js";
import { isFunction, type Node } from "../source.js";

/** Functions that start their work for every item at once, each with a twin: `mapLimit` (async 3, "Collections"). */
const EACH =
  "all any concat detect each eachOf every filter find flatMap forEach forEachOf groupBy map mapValues reject select some".split(
    " ",
  );

/** What a call starts at once, of which `mapLimit(items, 10, load)` and its kin let so many through. */
const gathered =
  (find: (call: LibraryCall) => Started | undefined): Recognise =>
  (call) => {
    const { facts, operation } = call;
    const remedy = `\`${operation.replace(/Limit$/, "")}Limit\`, whose second argument is how many, such as 10`;
    const limit = operation.endsWith("Limit")
      ? countLimit("limit", argumentValue(facts, call.argument(1)), remedy)
      : undefined;
    return limitedFanOut(call, find(call), { limit, remedy });
  };

/** `async.parallel(items.map((item) => () => load(item)))`. */
function startedFrom(call: LibraryCall): Started | undefined {
  const list = call.argument(0);
  return list && startedForEach(call.facts, list);
}

/** `retry(work)`, `retry(5, work)`, `retry({ times, interval }, work)`: 5 times at once (async 3.2, `retry.js`). */
function retried(call: LibraryCall): DraftOf<"retry"> | undefined {
  const [first, second] = [call.argument(0), call.argument(1)];
  if (!first) return undefined;
  const isWorkFirst = isWork(call, first);
  const option = (name: string): OptionValue =>
    optionOf(call, isWorkFirst ? undefined : first, name);
  return retry(call, {
    work: isWorkFirst ? first : second,
    attempts: attemptsOf(option("times"), 5, 0),
    mechanisms: {
      backoff: backoff(option("interval")),
      "attempt-limit": attemptLimit("times", option("times")),
      selective: selective(option("errorFilter")),
    },
  });
}

function isWork({ facts, node }: LibraryCall, first: Node): boolean {
  return (
    node.arguments.length === 1 ||
    isFunction(first) ||
    facts.bindings.functionOf(first) !== undefined
  );
}

/** An option of the first argument, which may be the number of times alone. */
function optionOf(call: LibraryCall, first: Node | undefined, name: string): OptionValue {
  if (!first) return { state: "absent" };
  const whole = argumentValue(call.facts, first);
  if (whole.state !== "constant") return call.option(0, name);
  return name === "times" ? whole : { state: "absent" };
}

function backoff(interval: OptionValue): Fact {
  switch (interval.state) {
    case "absent":
      return absent("without `interval` it repeats at once", GROWING);
    case "constant":
      return interval.value === 0
        ? absent("`interval: 0` repeats at once", GROWING)
        : absent("the pause is always the same", GROWING);
    case "given":
      return unknown("`interval` works it out");
    case "unknown":
      return unknown("`interval` can't be read here");
  }
}

const GROWING = "interval: (attempt) => 100 * 2 ** attempt";

function selective(filter: OptionValue): Fact {
  return filter.state === "absent"
    ? absent(
        "every error is repeated, also one that stays",
        "errorFilter: (error) => isTransient(error)",
      )
    : present("`errorFilter` selects what is repeated");
}

/** `timeout(load, 5_000)` gives a function that fails when the time is over. */
function timed(call: LibraryCall): Wrapping {
  return {
    timeLimit: limitFact("milliseconds", argumentValue(call.facts, call.argument(1)), {
      without: "it sets no limit",
      remedy: "timeout(load, 5_000)",
    }),
  };
}

export const async: Library = defineLibrary({
  packages: ["async", "async-es"],
  name: "async",
  docs: "https://caolan.github.io/async/v3/docs.html",
  sites: {
    ...Object.fromEntries(EACH.map((name) => [`${name}()`, gathered(startedByArguments)])),
    ...Object.fromEntries(
      EACH.map((name) => [`${name}Limit()`, gathered((call) => startedByArguments(call, 2))]),
    ),
    "parallel()": gathered(startedFrom),
    "parallelLimit()": gathered(startedFrom),
    "retry()": retried,
    "retryable()": retried,
  },
  wrappers: { "timeout()": timed, "*()": untimed },
});
