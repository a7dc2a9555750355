import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import type { Node } from "../source.js";

/** Node clamps longer timers to 1 ms (nodejs.org/api/timers.html, `setTimeout`). */
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
        : absent(missing.without, missing.remedy);
    case "given":
      return present(`\`${name}\` is ${describe(option.node)}`);
    case "absent":
      return absent(missing.without, missing.remedy);
    case "unknown":
      return unknown(`whether \`${name}\` is set can't be read here`);
  }
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

function isLimit(value: unknown): boolean {
  if (typeof value === "string") return true;
  return typeof value === "number" && value > 0 && value <= LONGEST_TIMER_MS;
}

function describe(node: Node): string {
  return node.type === "CallExpression" || node.type === "NewExpression"
    ? "given by a call"
    : "given by an expression";
}
