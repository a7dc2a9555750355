import { abstractReturnType } from "../bindings/class-members.js";
import { LOCAL, type Origin } from "../bindings/origin.js";
import { soleReturn } from "../bindings/sole-return.js";
import { typeOrigin } from "../bindings/type-origin.js";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { generatedPackage } from "../../project/generated-client.js";
import { resolveModule } from "../../project/resolve-module.js";
import { FollowedOrigins } from "./followed-origins.js";
import { takeStep } from "./take-step.js";
import type { Target } from "./target.js";
import { extend, wayOf, type Step, type Way } from "./way.js";

/** How many turns one answer may take; barrels of barrels and factories of factories need about ten. */
const MAX_TURNS = 32;

/** How deep one answer may nest; a way that leads back to itself ends here. */
const MAX_DEPTH = 12;

/** What keeps one answer finite. */
export interface Journey {
  turns: number;
  depth: number;
}

/**
 * What an origin leads to through the files of the project: `buildApp().listen` of `./app.js` is
 * `().listen` of `fastify`, when `buildApp` returns what `fastify()` made. Undefined when the way
 * can't be followed.
 */
export function followOrigin(facts: FileFacts, origin: Origin): Target | undefined {
  return answers.get(facts, origin, () => follow(facts, origin, { turns: 0, depth: 0 }));
}

/** Many rules ask of the same calls, and many calls are of the same function. */
const answers = new FollowedOrigins();

/** What an expression or declaration leads to. */
export function targetOf(facts: FileFacts, node: Node): Target | undefined {
  return answers.behind(facts, node, () => targetBehind(facts, node, { turns: 0, depth: 0 }));
}

/** What a module is as a whole: a package or a file. */
export function wholeModule(facts: FileFacts, module: string): Target | undefined {
  return followOrigin(facts, { module, path: "" });
}

/** True when nothing more can be followed. */
export function isOver({ turns, depth }: Journey): boolean {
  return turns >= MAX_TURNS || depth > MAX_DEPTH;
}

export function follow(facts: FileFacts, origin: Origin, journey: Journey): Target | undefined {
  if (isOver(journey)) return undefined;
  journey.turns++;
  journey.depth++;
  const target = followOnce(facts, origin, journey);
  journey.depth--;
  return target;
}

function followOnce(facts: FileFacts, origin: Origin, journey: Journey): Target | undefined {
  const { module, path, declaration } = origin;
  const own = facts.project.own?.claim(facts.source.path, origin);
  if (own) return { kind: "package", origin: own };
  if (module !== LOCAL && facts.project.isLibrary(module)) return { kind: "package", origin };
  const way = wayOf(path);
  if (!way) return undefined;
  if (module === LOCAL) {
    const start = declaration && targetBehind(facts, declaration, journey);
    return start && walkOn(start, { ...way, steps: way.steps.slice(1) }, journey);
  }
  const importer = facts.source.path;
  const generated = importer === undefined ? undefined : generatedPackage(importer, module);
  if (generated !== undefined) return { kind: "package", origin: { ...origin, module: generated } };
  const file = importer === undefined ? undefined : resolveModule(importer, module);
  if (file === undefined) return module.startsWith(".") ? undefined : { kind: "package", origin };
  const provider = facts.project.fileAt(file);
  if (!provider) return undefined;
  return walkOn({ kind: "module", facts: provider }, throughDefault(way, path), journey);
}

/** A module that is called, or made an instance of, is its default export: `()`, `new `, `new .query`. */
function throughDefault(way: Way, path: string): Way {
  const [first] = way.steps;
  const isModuleItself =
    first === undefined
      ? way.constructions > 0
      : first.kind !== "name" || /^(?:new )+\./.test(path);
  return isModuleItself
    ? { ...way, steps: [{ kind: "name", name: "default" }, ...way.steps] }
    : way;
}

function walkOn(
  start: Target,
  { constructions, steps }: Way,
  journey: Journey,
): Target | undefined {
  let [target, pending]: [Target | undefined, number] = [start, constructions];
  for (const [index, step] of [...steps.entries()]) {
    [target, pending] = construct(target, pending);
    if (target.kind === "package") {
      return extended(target.origin, { constructions: pending, steps: steps.slice(index) });
    }
    target = takeStep(target, step, journey);
    if (!target) return undefined;
  }
  [target, pending] = construct(target, pending);
  if (target.kind === "package")
    return extended(target.origin, { constructions: pending, steps: [] });
  return pending === 0 ? target : undefined;
}

/** `new` takes effect at the first class on the way; a value that only a type describes is one already. */
function construct(target: Target, pending: number): [Target, number] {
  if (pending === 0) return [target, pending];
  if (target.kind === "alias") return [target.value, pending - 1];
  if (target.kind === "class") return [{ ...target, kind: "instance" }, pending - 1];
  return target.kind === "typed" ? [target, pending - 1] : [target, pending];
}

/** The function that a function of the file returns: `list(10)` of `const list = (limit) => () => …`. */
function functionMade({ bindings }: FileFacts, expression: Node): FunctionNode | undefined {
  if (expression.type !== "CallExpression") return undefined;
  const factory = bindings.functionOf(expression.callee);
  const value = factory && !factory.async ? soleReturn(factory) : undefined;
  return value && bindings.functionOf(value);
}

function extended(
  origin: Origin,
  way: { readonly constructions: number; readonly steps: readonly Step[] },
): Target {
  return { kind: "package", origin: { ...origin, path: extend(origin.path, way) } };
}

export function targetBehind(facts: FileFacts, node: Node, journey: Journey): Target | undefined {
  const expression = unwrap(node);
  switch (expression.type) {
    case "ClassDeclaration":
    case "ClassExpression":
      return { kind: "class", node: expression, facts };
    case "TSInterfaceDeclaration":
    case "TSTypeLiteral":
      return { kind: "typed", node: expression, facts };
    case "TSTypeAliasDeclaration": {
      const origin = typeOrigin(facts.bindings, expression.typeAnnotation);
      const value = origin && follow(facts, origin, journey);
      return value && { kind: "alias", value };
    }
    case "ObjectExpression":
      return { kind: "object", node: expression, facts };
    default:
      if (isFunction(expression)) return { kind: "function", node: expression, facts };
  }
  const made = facts.bindings.functionOf(expression) ?? functionMade(facts, expression);
  if (made) return { kind: "function", node: made, facts };
  const returns = abstractReturnType(expression);
  if (returns) return { kind: "signature", returns, facts };
  const declared = facts.bindings.declarationOf(expression);
  if (declared && declared !== expression) return targetBehind(facts, declared, journey);
  const origin = facts.bindings.origin(expression);
  if (origin) return follow(facts, origin, journey);
  const object = facts.bindings.objectOf(expression);
  return object && { kind: "object", node: object, facts };
}
