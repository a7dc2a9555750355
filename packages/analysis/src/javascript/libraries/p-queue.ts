import { unknown, type Fact } from "@faultline/contract";
import { startedForEach, type Started } from "../flow/started-for-each.js";
import { limitedFanOut, startedInLoop } from "../kinds/fan-out.js";
import { limitFact } from "../kinds/limit.js";
import { countLimit, optionAtCreation } from "../kinds/wrapping.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Wrapping,
} from "../recogniser.js";

const REMEDY = "`new PQueue({ concurrency: 10 })`, which is `Infinity` by default";

/** `concurrency` and `intervalCap` are `Infinity` by default (p-queue 6 to 10, `dist/options.d.ts`). */
function concurrencyLimit(call: LibraryCall): Fact {
  const limit = countLimit("concurrency", optionAtCreation(call, "concurrency"), REMEDY);
  if (limit.state !== "absent") return limit;
  if (optionAtCreation(call, "intervalCap").state !== "absent")
    return unknown("`intervalCap` spreads the starts");
  return call.facts.mentions(/\.concurrency\s*=[^=]/)
    ? unknown("`concurrency` is set later")
    : limit;
}

/** `timeout` of the task or the queue; neither has one by default. */
function timeLimit(call: LibraryCall): Fact {
  const own = call.option(1, "timeout");
  const option = own.state === "absent" ? optionAtCreation(call, "timeout") : own;
  const limit = limitFact("timeout", option, {
    without: "a task takes as long as it takes",
    remedy: "timeout: 5_000",
  });
  return limit.state === "absent" && call.facts.mentions(/\.timeout\s*=[^=]/)
    ? unknown("`timeout` is set later")
    : limit;
}

function wrapping(call: LibraryCall): Wrapping {
  return { timeLimit: timeLimit(call), concurrencyLimit: concurrencyLimit(call) };
}

/** `queue.addAll(urls.map((url) => () => load(url)))`. */
function addAll(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const list = call.argument(0);
  return added(call, list && startedForEach(call.facts, list));
}

/** `for (const url of urls) queue.add(() => load(url))`, where nobody waits before the next. */
function add(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const work = call.argument(0);
  return added(call, work && startedInLoop(call.facts, call.node, work));
}

function added(call: LibraryCall, started: Started | undefined): DraftOf<"fan-out"> | undefined {
  return limitedFanOut(call, started, { limit: concurrencyLimit(call), remedy: REMEDY });
}

export const pQueue: Library = defineLibrary({
  packages: ["p-queue"],
  docs: "https://github.com/sindresorhus/p-queue#api",
  aliases: { "new ": "new PQueue", "new default": "new PQueue" },
  sites: { "new PQueue.add()": add, "new PQueue.addAll()": addAll },
  wrappers: { "new PQueue.add()": wrapping, "new PQueue.addAll()": wrapping },
});
