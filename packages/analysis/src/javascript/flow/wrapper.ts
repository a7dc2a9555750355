import { present, unknown, type Fact } from "@faultline/contract";
import { GLOBAL } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { Call, Node } from "../source.js";
import { allNodes } from "./walk.js";

/** Methods of arrays and promises, and by which a server takes handlers: they run a callback without limiting it. */
const TRANSPARENT =
  /^(?:map|forEach|flatMap|filter|reduce|then|catch|finally|get|post|put|patch|delete|head|options|all|use|on|once|route|register|addHook)$/;

/** Packages that take handlers, run them when something happens, and put no limit on them. */
const WITHOUT_LIMIT = new Set([
  "bullmq",
  "express",
  "express-async-handler",
  "fastify",
  "node-cron",
]);

/** Whether what a function is handed to may limit how long it runs. */
export function boundByWrapper(facts: FileFacts, wrapper: Call): Fact | undefined {
  const stated = statedBound(facts, wrapper);
  if (stated !== undefined) return stated || undefined;
  if (
    wrapper.callee.type === "MemberExpression" &&
    TRANSPARENT.test(staticName(wrapper.callee) ?? "")
  ) {
    return undefined;
  }
  return mayBound(facts, wrapper)
    ? unknown("the function is handed to a wrapper, which may bound it")
    : undefined;
}

/** The limit that the project's settings or a library say a function sets; `false` for none, undefined where neither says. */
export function statedBound(facts: FileFacts, wrapper: Call): Fact | false | undefined {
  const isBounding = facts.project.own?.wrapper(facts, wrapper.callee)?.timeout;
  if (isBounding !== undefined)
    return isBounding && present("its wrapper limits it, as the settings say");
  const limit = facts.project.calls.wrappingOf(facts, wrapper)?.timeLimit;
  return limit?.state === "absent" ? false : limit;
}

function mayBound(facts: FileFacts, wrapper: Call): boolean {
  const own = functionBehind(facts, wrapper.callee);
  if (own) return setsLimit(own) || handsOn(own);
  const origin = facts.bindings.origin(wrapper.callee);
  if (!origin) return true;
  if (origin.module === GLOBAL) return origin.path === "Promise" && racesTimer(facts, wrapper);
  return !origin.module.startsWith("node:") && !WITHOUT_LIMIT.has(origin.module);
}

/** `new Promise((resolve, reject) => { setTimeout(reject, 5_000); … })` is a race written out. */
function racesTimer({ bindings }: FileFacts, promise: Call): boolean {
  return allNodes(promise).some(
    (node) => node.type === "CallExpression" && bindings.origin(node.callee)?.path === "setTimeout",
  );
}

function setsLimit({ node, facts: { bindings } }: LocatedFunction): boolean {
  return allNodes(node.body).some((part) => {
    if (part.type !== "CallExpression" && part.type !== "NewExpression") return false;
    const path = bindings.origin(part.callee)?.path;
    return (
      path !== undefined &&
      /^(?:setTimeout|Promise\.race|AbortSignal\.timeout|AbortController)$/.test(path)
    );
  });
}

/** True when the wrapper hands one of its parameters to yet another function. */
function handsOn({ node, facts: { bindings } }: LocatedFunction): boolean {
  const parameters = new Set(node.params.map((parameter) => bindings.variables.of(parameter)));
  parameters.delete(undefined);
  const isParameter = (argument: Node): boolean => parameters.has(bindings.variables.of(argument));
  return allNodes(node.body).some(
    (part) =>
      (part.type === "CallExpression" || part.type === "NewExpression") &&
      part.arguments.some(isParameter) &&
      part.callee.type !== "Super" &&
      !isParameter(part.callee) &&
      !(part.callee.type === "MemberExpression" && TRANSPARENT.test(staticName(part.callee) ?? "")),
  );
}
