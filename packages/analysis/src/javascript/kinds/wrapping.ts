import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import { isWithin } from "../flow/walk.js";
import type { LibraryCall, Wrapping } from "../recogniser.js";
import type { Node } from "../source.js";

/** Said of work that may take as long as it likes. */
export const NO_TIME_LIMIT: Fact = absent("it takes as long as it takes");

/** Work that is run as soon as it is handed over, without a limit on its time or on how much of it runs. */
const UNLIMITED: Wrapping = {
  timeLimit: NO_TIME_LIMIT,
  concurrencyLimit: absent("it starts at once"),
};

export function unlimited(): Wrapping {
  return UNLIMITED;
}

/** Work whose time nothing limits, where how much of it runs at once is another matter. */
export function untimed(): Wrapping {
  return { timeLimit: NO_TIME_LIMIT };
}

/** How many a limiter lets through at once; `Infinity`, 0 and `null` are no limit. */
export function countLimit(name: string, option: OptionValue, remedy: string): Fact {
  switch (option.state) {
    case "unknown":
      return unknown(`\`${name}\` can't be read here`);
    case "given":
      return present(`\`${name}\` lets only so many through`);
    case "absent":
      return absent(`without \`${name}\` all start at once`, remedy);
    case "constant":
      return isCount(option.value)
        ? present(`\`${name}\` lets only so many through`)
        : absent(`\`${name}: ${String(option.value)}\` lets all through`, remedy);
  }
}

function isCount(value: unknown): boolean {
  return (
    typeof value === "string" || (typeof value === "number" && value > 0 && Number.isFinite(value))
  );
}

/** An argument that is a value by itself, read as an option is: `pLimit(10)`. */
export function argumentValue({ bindings }: FileFacts, argument: Node | undefined): OptionValue {
  if (!argument) return { state: "absent" };
  if (argument.type === "SpreadElement") return { state: "unknown" };
  const constant = constantOf(bindings, argument);
  return constant
    ? { state: "constant", value: constant.value, node: argument }
    : { state: "given", node: argument };
}

/** An option of the call that made what a method is called on; unknown where another file makes it. */
export function optionAtCreation(
  { facts, origin: { creation } }: LibraryCall,
  name: string,
  index = 0,
): OptionValue {
  return creation && isWithin(creation, facts.source.ast)
    ? readOption(facts.bindings, creation.arguments[index], name)
    : { state: "unknown" };
}
