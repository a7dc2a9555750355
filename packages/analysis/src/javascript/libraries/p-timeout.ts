import { absent, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { effectOf, limitFact } from "../kinds/limit.js";
import { argumentValue } from "../kinds/wrapping.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Wrapping,
} from "../recogniser.js";

/** `pTimeout(promise, { milliseconds })` from p-timeout 6 on, `pTimeout(promise, milliseconds)` before. */
function milliseconds(call: LibraryCall): OptionValue {
  const given = call.argument(1);
  return given?.type === "ObjectExpression"
    ? call.option(1, "milliseconds")
    : argumentValue(call.facts, given);
}

/** `Infinity` never ends it, and without a number it throws (p-timeout 4 to 8, `index.js`). */
function wrapping(call: LibraryCall): Wrapping {
  const timeLimit = outOfRange(call)
    ? unknown("it ends at once")
    : limitFact("milliseconds", milliseconds(call), {
        without: "`milliseconds: Infinity` never ends it",
        remedy: "milliseconds: 5_000",
      });
  return { timeLimit, concurrencyLimit: absent("the work runs already") };
}

/** A number that timers can't hold, which fires at once; from p-timeout 8 on it never ends. */
function outOfRange(call: LibraryCall): Fact | undefined {
  const option = milliseconds(call);
  const isNumber =
    option.state === "constant" &&
    typeof option.value === "number" &&
    Number.isFinite(option.value);
  if (!isNumber || (call.facts.package.majorOf("p-timeout") ?? 0) >= 8) return undefined;
  const effect = effectOf("milliseconds", option);
  return effect?.state === "absent" ? effect : undefined;
}

function ineffective(call: LibraryCall): DraftOf<"time-limit"> | undefined {
  const effect = outOfRange(call);
  return (
    effect && {
      kind: "time-limit",
      library: call.library,
      operation: call.operation,
      node: call.node.callee,
      extent: call.node,
      mechanisms: { "effective-timeout": effect },
    }
  );
}

export const pTimeout: Library = defineLibrary({
  packages: ["p-timeout"],
  docs: "https://github.com/sindresorhus/p-timeout#api",
  aliases: { pTimeout: "" },
  sites: { "()": ineffective },
  wrappers: { "()": wrapping },
});
