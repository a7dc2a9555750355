import { present, unknown, type Fact } from "@faultline/contract";
import { readOption } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import { isWithin } from "../flow/walk.js";
import { limitedFanOut, startedByArguments } from "../kinds/fan-out.js";
import { argumentValue, countLimit, NO_TIME_LIMIT } from "../kinds/wrapping.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Wrapping,
} from "../recogniser.js";
import type { Node } from "../source.js";

const REMEDY = "`pLimit(10)`";

/** The number is demanded: `pLimit()` throws (p-limit 3 to 7, `index.js`), but it may be `Infinity`. */
function limitOf({ facts, origin }: LibraryCall): Fact {
  const { creation } = origin;
  return creation && isWithin(creation, facts.source.ast)
    ? countIn(facts, creation.arguments[0])
    : present("`pLimit` demands a number");
}

/** `10`, or `{ concurrency: 10 }` from p-limit 7 on. */
function countIn(facts: FileFacts, given: Node | undefined): Fact {
  const option =
    given?.type === "ObjectExpression"
      ? readOption(facts.bindings, given, "concurrency")
      : argumentValue(facts, given);
  return option.state === "absent"
    ? unknown("it throws without its number")
    : countLimit("concurrency", option, REMEDY);
}

function wrapping(call: LibraryCall): Wrapping {
  return { timeLimit: NO_TIME_LIMIT, concurrencyLimit: limitOf(call) };
}

/** `limitFunction(load, { concurrency: 2 })` gives a function that may be called as often as one likes. */
function limitFunction(call: LibraryCall): Wrapping {
  return { timeLimit: NO_TIME_LIMIT, concurrencyLimit: countIn(call.facts, call.argument(1)) };
}

/** `limit.map(items, load)`, from p-limit 7 on. */
function map(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  return limitedFanOut(call, startedByArguments(call), { limit: limitOf(call), remedy: REMEDY });
}

export const pLimit: Library = defineLibrary({
  packages: ["p-limit"],
  docs: "https://github.com/sindresorhus/p-limit#api",
  sites: { "().map()": map },
  wrappers: { "()()": wrapping, "().map()": wrapping, "limitFunction()": limitFunction },
});
