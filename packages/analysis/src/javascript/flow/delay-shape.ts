import { DefinitionType } from "@typescript-eslint/scope-manager";
import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { GLOBAL } from "../bindings/origin.js";
import type { Bindings } from "../bindings/resolve-origin.js";
import { soleReturn } from "../bindings/sole-return.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { anyOf } from "../kinds/limit.js";
import { functionBehind } from "../modules/function-behind.js";
import { isFunction, type Node } from "../source.js";
import type { Delay } from "./delay.js";
import { mayPauseElsewhere } from "./unknown-pause.js";
import { allNodes } from "./walk.js";

const BACKOFF = "await sleep(Math.min(maxMs, baseMs * 2 ** attempt) * Math.random())";

/** A piece of the code that works out a pause, with the file it stands in. */
interface Part {
  readonly node: Node;
  readonly facts: FileFacts;
}

/** What the pauses between two attempts show: growth, randomness, a ceiling. */
export function delayFacts(facts: FileFacts, delays: readonly Delay[], root: Node): DelayFacts {
  const [first, ...others] = delays.map((delay) => factsOfDelay(facts, delay, root));
  if (!first) return noDelay(facts, root);
  return {
    backoff: anyOf(first.backoff, ...others.map(({ backoff }) => backoff)),
    jitter: anyOf(first.jitter, ...others.map(({ jitter }) => jitter)),
    "delay-cap": anyOf(first["delay-cap"], ...others.map((other) => other["delay-cap"])),
  };
}

type DelayFacts = Readonly<Record<"backoff" | "jitter" | "delay-cap", Fact>>;

function factsOfDelay(facts: FileFacts, delay: Delay, root: Node): DelayFacts {
  const parts = partsOf(facts, delay);
  if (!parts) return all(unknown("the pause is worked out in code that can't be read here"));
  const backoff = growth(facts, delay, parts, root);
  return {
    backoff,
    jitter: hasJitter(parts)
      ? present("the pause is random")
      : absent("clients that failed together retry together", "Math.random() * delayMs"),
    "delay-cap":
      backoff.state === "present" ? ceiling(delay, parts) : unknown("the pause does not grow"),
  };
}

function all(fact: Fact): DelayFacts {
  return { backoff: fact, jitter: fact, "delay-cap": fact };
}

function noDelay(facts: FileFacts, root: Node): DelayFacts {
  if (mayPauseElsewhere(facts, root))
    return all(unknown("a function in another package may pause"));
  return {
    ...all(unknown("there is no pause")),
    backoff: absent("the next attempt follows at once", BACKOFF),
  };
}

/** Everything that works out the length; undefined when some of it is out of sight. */
function partsOf(facts: FileFacts, delay: Delay): readonly Part[] | undefined {
  return delay.kind === "computed"
    ? reach({ node: delay.by.node.body, facts: delay.by.facts }, 0)
    : reach({ node: delay.duration, facts }, 0);
}

function reach(root: Part, depth: number): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const node of allNodes(root.node)) {
    const part = { node, facts: root.facts };
    parts.push(part);
    const behind = partBehind(part);
    if (behind === "elsewhere") return undefined;
    if (!behind || depth > 4) continue;
    const more = reach(behind, depth + 1);
    if (!more) return undefined;
    parts.push(...more);
  }
  return parts;
}

/** The code behind a name or call; `elsewhere` when it is not in this project's own files. */
function partBehind({ node, facts }: Part): Part | "elsewhere" | undefined {
  const { bindings } = facts;
  if (node.type === "CallExpression") {
    const target = functionBehind(facts, node.callee);
    if (target) return { node: soleReturn(target.node) ?? target.node.body, facts: target.facts };
    const module = bindings.origin(node.callee)?.module;
    return module === GLOBAL || module?.startsWith("node:") || isOwnParameter(node.callee, bindings)
      ? undefined
      : "elsewhere";
  }
  if (node.type !== "Identifier") return undefined;
  const variable = bindings.variables.of(node);
  const value = variable && soleValue(variable);
  return value && !isFunction(value) && value !== node.parent ? { node: value, facts } : undefined;
}

/** A function that is handed in (`random = Math.random`) belongs to the caller; its default shows what it is. */
function isOwnParameter(callee: Node, bindings: Bindings): boolean {
  return bindings.variables.of(callee)?.defs[0]?.type === DefinitionType.Parameter;
}

function growth(facts: FileFacts, delay: Delay, parts: readonly Part[], root: Node): Fact {
  if (delay.kind === "duration" && isTableLookup(delay.duration))
    return present("the pauses are listed in a table");
  if (parts.some(isPower) || grownInLoop(facts, parts, root))
    return present("the pause grows with each attempt");
  const constant = delay.kind === "duration" && constantOf(facts.bindings, delay.duration);
  if (constant) return absent(`every attempt waits the same ${String(constant.value)} ms`, BACKOFF);
  return unknown("the pause may grow");
}

/** `DELAYS[attempt]`: the list is as long as it is, so it has an end too. */
function isTableLookup(duration: Node): boolean {
  return duration.type === "MemberExpression" && duration.computed;
}

function isPower({ node, facts: { bindings } }: Part): boolean {
  if (node.type === "BinaryExpression") return node.operator === "**" || node.operator === "<<";
  return node.type === "CallExpression" && bindings.origin(node.callee)?.path === "Math.pow";
}

/** `delay *= 2` or `delay = delay * 2` somewhere in the loop, or a pause that counts the attempts. */
function grownInLoop(facts: FileFacts, parts: readonly Part[], root: Node): boolean {
  const variables = new Set(
    parts.flatMap(({ node }) =>
      node.type === "Identifier" ? [facts.bindings.variables.of(node)] : [],
    ),
  );
  variables.delete(undefined);
  for (const node of allNodes(root.parent ?? root)) {
    const target =
      node.type === "AssignmentExpression"
        ? node.left
        : node.type === "UpdateExpression"
          ? node.argument
          : undefined;
    if (target && variables.has(facts.bindings.variables.of(target))) return true;
  }
  return false;
}

function hasJitter(parts: readonly Part[]): boolean {
  return parts.some(({ node, facts: { bindings } }) => {
    if (node.type !== "MemberExpression" && node.type !== "Identifier") return false;
    return (
      /^(?:Math\.random|randomInt|randomBytes|crypto\.\w+)$/.test(
        bindings.origin(node)?.path ?? "",
      ) ||
      hasRandomDefault(node, bindings) ||
      isOnceRandom(node, bindings)
    );
  });
}

/** `random: () => number = Math.random`: handed in for tests, random in production. */
function hasRandomDefault(node: Node, bindings: Bindings): boolean {
  const pattern = bindings.variables.of(node)?.defs[0]?.name.parent;
  return (
    pattern?.type === "AssignmentPattern" && bindings.origin(pattern.right)?.path === "Math.random"
  );
}

/** One of several values that a variable is given is random: `pause = base * 2 ** n + Math.random() * 1_000`. */
function isOnceRandom(node: Node, bindings: Bindings): boolean {
  return (bindings.variables.of(node)?.references ?? []).some(
    ({ writeExpr }) =>
      writeExpr &&
      allNodes(writeExpr).some(
        (part) => part.type === "MemberExpression" && bindings.origin(part)?.path === "Math.random",
      ),
  );
}

function ceiling(delay: Delay, parts: readonly Part[]): Fact {
  if (delay.kind === "duration" && isTableLookup(delay.duration)) return present("the table ends");
  const isCapped = parts.some(
    ({ node, facts: { bindings } }) =>
      node.type === "ConditionalExpression" ||
      (node.type === "CallExpression" && bindings.origin(node.callee)?.path === "Math.min"),
  );
  return isCapped
    ? present("the pause has a ceiling")
    : absent("the pause grows without end", "Math.min(maxMs, delayMs)");
}
