import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import type { OptionValue } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import { returnedValues } from "../flow/catch-effect.js";
import { allNodes } from "../flow/walk.js";
import { limitedFanOut, startedInCallback, startedInLoop } from "../kinds/fan-out.js";
import { limitFact } from "../kinds/limit.js";
import { retry } from "../kinds/retry.js";
import { countLimit, optionAtCreation } from "../kinds/wrapping.js";
import { functionBehind } from "../modules/function-behind.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Wrapping,
} from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/** Options that spread the starts of jobs, by a pause or by a number that is refilled. */
const SPREADS = [
  "minTime",
  "reservoir",
  "reservoirRefreshAmount",
  "reservoirIncreaseAmount",
] as const;

const REMEDY = "`new Bottleneck({ maxConcurrent: 10 })`, which is unlimited by default";

/** `maxConcurrent` is `null` by default, which is unlimited, and `minTime` 0 (README, "Constructor", 2.19). */
function concurrencyLimit(call: LibraryCall): Fact {
  const limit = countLimit("maxConcurrent", optionAtCreation(call, "maxConcurrent"), REMEDY);
  if (limit.state !== "absent") return limit;
  if (SPREADS.some((name) => optionAtCreation(call, name).state !== "absent"))
    return unknown("it spreads the starts");
  return call.facts.mentions(/\.(?:updateSettings|chain)\(/)
    ? unknown("its limits are set later")
    : limit;
}

/** `limiter.schedule({ expiration: 5_000 }, load)`; `expiration` is `null` by default, which is unlimited ("Job Options"). */
function expiration(call: LibraryCall): OptionValue {
  return takesOptions(call) ? call.option(0, "expiration") : { state: "absent" };
}

/** True unless the first argument is the work, which the options may come before. */
function takesOptions({ facts, node: { arguments: given } }: LibraryCall): boolean {
  const [first] = given;
  return first !== undefined && given.length > 1 && functionBehind(facts, first) === undefined;
}

function scheduled(call: LibraryCall): Wrapping {
  return {
    timeLimit: limitFact("expiration", expiration(call), {
      without: "a job takes as long as it takes",
      remedy: "expiration: 5_000",
    }),
    concurrencyLimit: concurrencyLimit(call),
  };
}

/** `limiter.schedule(() => load(item))` for each item of a list. */
function schedule(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const { facts, node } = call;
  const work = call.argument(takesOptions(call) ? 1 : 0);
  const started =
    work && (startedInLoop(facts, node, work) ?? startedInCallback(facts, node, work));
  return limitedFanOut(call, started, { limit: concurrencyLimit(call), remedy: REMEDY });
}

/** `wrap(load)`, whose result takes options by `withOptions`. */
function wrapped(call: LibraryCall): Wrapping {
  return {
    timeLimit: unknown("its calls may set `expiration`"),
    concurrencyLimit: concurrencyLimit(call),
  };
}

/** A `failed` listener that returns a number has the job repeated after so many milliseconds ("Retries"). */
function retried(call: LibraryCall): DraftOf<"retry"> | undefined {
  const { facts } = call;
  const [event, listener] = [call.argument(0), call.argument(1)];
  if (!event || constantOf(facts.bindings, event)?.value !== "failed") return undefined;
  const handler = listener && facts.bindings.functionOf(listener);
  const pauses = handler ? valuesOf(handler) : [];
  if (!handler || pauses.length === 0) return undefined;
  return retry(call, {
    work: undefined,
    attempts: undefined,
    mechanisms: {
      backoff: pauses.every((pause) => constantOf(facts.bindings, pause))
        ? absent("the pause is always the same", "return 500 * 2 ** jobInfo.retryCount")
        : unknown("the listener works the pause out"),
      "attempt-limit": attemptLimit(facts, handler),
    },
  });
}

function valuesOf({ body }: FunctionNode): readonly Node[] {
  return body.type === "BlockStatement" ? returnedValues(body) : [body];
}

/** A listener without a condition repeats whatever fails, for as long as it fails. */
function attemptLimit(facts: FileFacts, { body }: FunctionNode): Fact {
  if (/\bretryCount\b/.test(facts.textOf(body))) return present("`retryCount` bounds it");
  const isConditional = allNodes(body).some(({ type }) =>
    /^(?:If|Conditional|Logical|Switch)/.test(type),
  );
  return isConditional
    ? unknown("the listener decides what is repeated")
    : absent(
        "the listener has every failed job repeated",
        "if (jobInfo.retryCount < 5) return 500",
      );
}

export const bottleneck: Library = defineLibrary({
  packages: ["bottleneck", "bottleneck/es5"],
  docs: "https://github.com/SGrondin/bottleneck#job-options",
  aliases: {
    "new ": "new Bottleneck",
    "new default": "new Bottleneck",
    "new Group.key()": "new Bottleneck",
  },
  sites: { "new Bottleneck.on()": retried, "new Bottleneck.schedule()": schedule },
  wrappers: {
    "new Bottleneck.schedule()": scheduled,
    "new Bottleneck.submit()": scheduled,
    "new Bottleneck.wrap()": wrapped,
  },
});
