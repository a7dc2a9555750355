import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf, type Scalar } from "../bindings/constant.js";
import type { OptionValue } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

/** Longer timers fire after 1 ms (nodejs.org/api/timers.html, `setTimeout`), those of sockets are cut to this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What a fact should say when nothing sets a limit. */
export interface MissingLimit {
  /** What happens without it: a clause for the message. */
  readonly without: string;
  readonly remedy: string;
}

/** The fact that a time limit option states. Zero, `false`, `null` and `Infinity` switch a limit off. */
export function limitFact(name: string, option: OptionValue, missing: MissingLimit): Fact {
  switch (option.state) {
    case "constant":
      return isLimit(option.value)
        ? present(`${String(option.value)} ms by \`${name}\``)
        : missingLimit(missing);
    case "given":
      return present(`\`${name}\` is ${describe(option.node)}`);
    case "absent":
      return missingLimit(missing);
    case "unknown":
      return unknown(`whether \`${name}\` is set can't be read here`);
  }
}

export function missingLimit({ without, remedy }: MissingLimit): Fact {
  return absent(without, remedy);
}

/** Whether a limit that the code sets takes effect; undefined where it sets none. */
export function effectOf(name: string, option: OptionValue): Fact | undefined {
  if (option.state === "given") return unknown(`\`${name}\` is ${describe(option.node)}`);
  if (option.state !== "constant" || option.value === undefined) return undefined;
  return isLimit(option.value)
    ? present(`${String(option.value)} ms by \`${name}\``)
    : absent(`\`${name}: ${String(option.value)}\` ${failing(option.value)}`, `${name}: 5_000`);
}

function failing(value: Scalar): string {
  return typeof value === "number" && value > LONGEST_TIMER_MS && value !== Infinity
    ? "is more than Node's timers hold (2^31 - 1): it fires at once, or after 24 days"
    : "switches the limit off";
}

/** Both facts about the limit of one site: a limit that has no effect is not also a missing one. */
export function timeLimits(
  timeout: Fact,
  ...effects: readonly (Fact | undefined)[]
): { readonly timeout: Fact; readonly "effective-timeout"?: Fact } {
  const [first, ...others] = effects.filter((fact) => fact !== undefined);
  if (!first) return { timeout };
  const effect = allOf(first, ...others);
  const isSaid = effect.state === "absent" && timeout.state === "absent";
  return {
    timeout: isSaid ? unknown("a limit is set, and has no effect") : timeout,
    "effective-timeout": effect,
  };
}

/** The milliseconds of a limit where the file fixes them, also those of `AbortSignal.timeout()`. */
export function limitMs({ bindings }: FileFacts, option: OptionValue): number | undefined {
  if (option.state === "constant")
    return typeof option.value === "number" ? option.value : undefined;
  if (option.state !== "given" || option.node.type !== "CallExpression") return undefined;
  const [argument] = option.node.arguments;
  const isTimer = bindings.origin(option.node.callee)?.path === "AbortSignal.timeout";
  const value = isTimer && argument ? constantOf(bindings, argument)?.value : undefined;
  return typeof value === "number" ? value : undefined;
}

/** The first fact that is present, else the first unknown, else the last: one limit is enough. */
export function anyOf(first: Fact, ...others: readonly Fact[]): Fact {
  const facts = [first, ...others];
  const [found] = [
    ...facts.filter((fact) => fact.state === "present"),
    ...facts.filter((fact) => fact.state === "unknown"),
  ];
  return found ?? facts.at(-1) ?? first;
}

/** The first fact that is absent, else the first unknown, else the first: each limit is needed. */
export function allOf(first: Fact, ...others: readonly Fact[]): Fact {
  const facts = [first, ...others];
  const [found] = [
    ...facts.filter((fact) => fact.state === "absent"),
    ...facts.filter((fact) => fact.state === "unknown"),
  ];
  return found ?? first;
}

function isLimit(value: Scalar): boolean {
  if (typeof value === "string") return true;
  return typeof value === "number" && value > 0 && value <= LONGEST_TIMER_MS;
}

function describe(node: Node): string {
  return node.type === "CallExpression" || node.type === "NewExpression"
    ? "given by a call"
    : "given by an expression";
}
