import type { TSESTree } from "@typescript-eslint/types";
import type { Access } from "../details.js";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { SiteDraft } from "../recogniser.js";
import { isFunction, type Node } from "../source.js";
import { effectsWithin, type Effect } from "../summaries/effects.js";
import { settlementOf } from "../summaries/settlement.js";
import { awaitedCalls } from "./catch-effect.js";
import { isCleanUpCall, undoes } from "./clean-up.js";
import { nodesInFunction } from "./walk.js";

/** Work in a piece of code whose failure its handler gets to see. */
export interface LostWork {
  /** The call in that code. */
  readonly call: Node;
  readonly access: Access;
  /** True for a write to a database. */
  readonly isStored: boolean;
  /** True for anything asked of a database, and for a job handed on: the caller's own data and work, and no extra. */
  readonly isOwn: boolean;
}

/** The work in a piece of code that is known to leave the process, itself or through functions it calls; a write counts most. */
export function lostWork(facts: FileFacts, root: Node): LostWork | undefined {
  const works = effectsWithin(facts, root).flatMap((effect) => {
    const access = accessOf(effect.site);
    if (access === undefined || !reachesHandler(facts, root, effect)) return [];
    if (access !== "write" && refusesByDesign(facts, effect)) return [];
    const isStored = access === "write" && STORES.has(effect.site.kind);
    const isOwn = STORES.has(effect.site.kind) || effect.site.kind === "queue-publish";
    return [{ call: calleeOf(effect.call), access, isStored, isOwn }];
  });
  return (
    works.find(({ isStored }) => isStored) ??
    works.find(({ access }) => access === "write") ??
    works[0]
  );
}

function reachesHandler(facts: FileFacts, root: Node, { site, call, distance }: Effect): boolean {
  if (undoes(site) || asksWhetherThere(site)) return false;
  if (isHandledBefore(call, root) || isLeftAlone(call)) return false;
  return distance === 0 || (!isHandledBefore(site.node) && settlementOf(facts, call) !== "settles");
}

const STORES = new Set<SiteDraft["kind"]>(["database-query", "transaction"]);

/**
 * A call that is waited for, of which is not known what it does: asynchronous work can fail in ways that
 * asking a file or reading a body can't.
 */
export function unknownWork(facts: FileFacts, root: Node): TSESTree.CallExpression | undefined {
  if (root.type === "CallExpression") return unknownStart(facts, root);
  return awaitedCalls(root)
    .flatMap(({ argument }) => (argument.type === "CallExpression" ? [argument] : []))
    .find((call) => !isProbe(facts, call) && !isCleanUpCall(call) && !isHandledBefore(call, root));
}

/** `load()` of `load().then(…)`. */
function unknownStart(
  facts: FileFacts,
  call: TSESTree.CallExpression,
): TSESTree.CallExpression | undefined {
  const callee = unwrap(call.callee);
  const isContinuation =
    callee.type === "MemberExpression" && /^(?:then|finally)$/.test(staticName(callee) ?? "");
  if (isContinuation && callee.object.type === "CallExpression")
    return unknownStart(facts, callee.object);
  return isProbe(facts, call) || isCleanUpCall(call) ? undefined : call;
}

function accessOf(site: SiteDraft): Access | undefined {
  switch (site.kind) {
    case "outbound-call":
    case "database-query":
      return site.details?.access ?? "unknown";
    case "queue-publish":
    case "transaction":
      return "write";
    default:
      return undefined;
  }
}

/** `findUniqueOrThrow`, `findOneOrFail`: that there is nothing is one of its answers. */
function asksWhetherThere({ operation }: SiteDraft): boolean {
  return /Or(?:Throw|Fail|Reject)$/.test(operation);
}

/** A function that throws by itself has something to say with it, as one that checks a token. */
function refusesByDesign(facts: FileFacts, { call, distance }: Effect): boolean {
  const own =
    distance > 0 && call.type === "CallExpression" ? functionBehind(facts, call.callee) : undefined;
  return (
    own !== undefined &&
    nodesInFunction(own.node.body).some(({ type }) => type === "ThrowStatement")
  );
}

/** What asks Node itself, a body that has arrived, or a function that deals with its failures. */
function isProbe(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const origin = facts.bindings.origin(callee);
  if (origin?.module.startsWith("node:")) return true;
  // A name that no file declares is a global only where Node has it.
  if (origin?.module === GLOBAL && (/^\w+/.exec(origin.path)?.[0] ?? "") in globalThis) return true;
  if (settlementOf(facts, call) === "settles") return true;
  return (
    callee.type === "MemberExpression" &&
    /^(?:json|text|blob|arrayBuffer|formData|access|stat|lstat|exists|pathExists|readdir|readFile)$/.test(
      staticName(callee) ?? "",
    )
  );
}

/** True where a `try` or `.catch()` below `root`, or in the same function, gets the failure first. */
function isHandledBefore(node: Node, root?: Node): boolean {
  for (let current: Node = node; current !== root && current.parent; current = current.parent) {
    if (!root && isFunction(current)) return false;
    const { parent } = current;
    if (parent.type === "TryStatement" && parent.block === current && parent.handler)
      return !throws(parent.handler);
    if (
      parent.type === "MemberExpression" &&
      parent.object === current &&
      staticName(parent) === "catch"
    )
      return true;
  }
  return false;
}

function throws(handler: TSESTree.CatchClause): boolean {
  return nodesInFunction(handler.body).some(({ type }) => type === "ThrowStatement");
}

/** A promise that nobody waits for fails beside the `try`. */
function isLeftAlone({ parent }: Node): boolean {
  return (
    parent?.type === "ExpressionStatement" ||
    (parent?.type === "UnaryExpression" && parent.operator === "void")
  );
}

function calleeOf(call: Node): Node {
  if (call.type === "TaggedTemplateExpression") return call.tag;
  return call.type === "CallExpression" || call.type === "NewExpression" ? call.callee : call;
}
