import type { TSESTree } from "@typescript-eslint/types";
import { fieldSources } from "../bindings/class-members.js";
import { GLOBAL, instanceOf, memberOf, type Origin } from "../bindings/origin.js";
import { soleReturn } from "../bindings/sole-return.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { memberType, methodReturnType, typeOrigin } from "../bindings/type-origin.js";
import type { FileFacts } from "../file-facts.js";
import { allNodes } from "../flow/walk.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { follow, isOver, targetBehind, wholeModule, type Journey } from "./follow-origin.js";
import { starsWith } from "./star-exports.js";
import type { ClassNode, LocatedFunction, Target, TypeNode } from "./target.js";
import type { Step } from "./way.js";

/** Where one step leads from something that the project declares. */
export function takeStep(
  target: Exclude<Target, { kind: "package" }>,
  step: Step,
  journey: Journey,
): Target | undefined {
  switch (step.kind) {
    case "name":
      return named(target, step.name, journey);
    case "call":
      if (target.kind === "signature") return ofType(target.facts, target.returns, journey);
      return target.kind === "function" ? returnedBy(target, journey) : undefined;
    case "item":
      return undefined;
    case "callback":
      return target.kind === "function"
        ? handedTo(target, step.argument, step.parameter, journey)
        : undefined;
  }
}

function named(
  target: Exclude<Target, { kind: "package" }>,
  name: string,
  journey: Journey,
): Target | undefined {
  switch (target.kind) {
    case "module":
      return exported(target.facts, name, journey);
    case "object":
      return propertyNamed(target.facts, target.node, name, journey);
    case "class":
      return memberNamed(target, name, true, journey);
    case "instance":
      return memberNamed(target, name, false, journey);
    case "typed":
      return typedMember(target.facts, target.node, name, journey);
    case "function":
    case "signature":
    case "alias":
      return undefined;
  }
}

/** An export of a file; a name that is none of them is a member of the default one. */
function exported(facts: FileFacts, name: string, journey: Journey): Target | undefined {
  const found = exportedByName(facts, name, journey);
  if (found) return found;
  const whole = name === "default" ? undefined : facts.exports.own.get("default");
  const holder = whole && targetBehind(facts, whole, journey);
  if (!holder) return undefined;
  return holder.kind === "package"
    ? { kind: "package", origin: memberOf(holder.origin, name) }
    : named(holder, name, journey);
}

function exportedByName(
  facts: FileFacts,
  name: string,
  journey: Journey,
  seen = new Set<FileFacts>(),
): Target | undefined {
  if (seen.has(facts)) return undefined;
  seen.add(facts);
  const { own, passedOn, stars } = facts.exports;
  const node = own.get(name);
  if (node) return targetBehind(facts, node, journey);
  const passed = passedOn.get(name);
  if (passed)
    return follow(facts, { module: passed.from, path: nameInModule(passed.imported) }, journey);
  for (const from of facts.project.own ? stars : []) {
    const origin = { module: from, path: nameInModule(name) };
    const own = facts.project.own?.claim(facts.source.path, origin);
    if (own) return { kind: "package", origin: own };
  }
  for (const from of starsWith(facts, name)) {
    const found = passedOnWhole(facts, { module: from, path: name }, journey, seen);
    if (found && !isUnknownPackage(facts, found)) return found;
  }
  return undefined;
}

/** `export * from` passes names on, and never what is a member of the other file's default export. */
function passedOnWhole(
  facts: FileFacts,
  { module, path }: Origin,
  journey: Journey,
  seen: Set<FileFacts>,
): Target | undefined {
  // A barrel of many files is no turn: only the file that has the name counts.
  const whole = isOver(journey) ? undefined : wholeModule(facts, module);
  if (whole?.kind === "module") return exportedByName(whole.facts, path, journey, seen);
  return whole?.kind === "package"
    ? { kind: "package", origin: memberOf(whole.origin, path) }
    : undefined;
}

function nameInModule(name: string): string {
  return name === "default" ? "" : name;
}

/** `export * from "some-package"` may have any name, or not. */
function isUnknownPackage(facts: FileFacts, target: Target): boolean {
  return target.kind === "package" && !facts.project.isLibrary(target.origin.module);
}

function propertyNamed(
  facts: FileFacts,
  object: TSESTree.ObjectExpression,
  name: string,
  journey: Journey,
): Target | undefined {
  const property = facts.bindings.propertyOf(object, name);
  return property && targetBehind(facts, property, journey);
}

function memberNamed(
  { node, facts }: { readonly node: ClassNode; readonly facts: FileFacts },
  name: string,
  isStatic: boolean,
  journey: Journey,
): Target | undefined {
  for (const member of node.body.body) {
    if (member.type === "TSAbstractMethodDefinition" && staticName(member) === name) {
      const returns = member.value.returnType?.typeAnnotation;
      return returns && { kind: "signature", returns, facts };
    }
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (member.static !== isStatic || staticName(member) !== name) continue;
    const found = memberTarget(facts, member, journey);
    if (found) return found;
  }
  for (const source of isStatic ? [] : fieldSources(node.body, name)) {
    const found =
      source.kind === "value"
        ? targetBehind(facts, source.value, journey)
        : ofType(facts, source.type, journey);
    if (found) return found;
  }
  const base = node.superClass && baseBehind(facts, node.superClass, journey);
  if (!base) return undefined;
  if (base.kind === "class") return memberNamed(base, name, isStatic, journey);
  if (base.kind !== "package") return undefined;
  const origin = isStatic ? base.origin : instanceOf(base.origin);
  return { kind: "package", origin: memberOf(origin, name) };
}

/** What a class extends; a module that is extended is its default export. */
export function baseBehind(
  facts: FileFacts,
  superClass: Node,
  journey: Journey,
): Target | undefined {
  const base = targetBehind(facts, superClass, journey);
  return base?.kind === "module" ? exported(base.facts, "default", journey) : base;
}

function memberTarget(
  facts: FileFacts,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  journey: Journey,
): Target | undefined {
  const { value } = member;
  if (!value) return declaredStatic(facts, member, journey);
  if (member.type === "PropertyDefinition") return targetBehind(facts, value, journey);
  if (!isFunction(value)) return undefined;
  const located: LocatedFunction = { node: value, facts };
  return member.kind === "get" ? returnedBy(located, journey) : { kind: "function", ...located };
}

/** `static instance: Pool;`, which something assigns later. */
function declaredStatic(
  facts: FileFacts,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  journey: Journey,
): Target | undefined {
  const type = member.type === "PropertyDefinition" && member.static && member.typeAnnotation;
  return type ? ofType(facts, type.typeAnnotation, journey) : undefined;
}

function typedMember(
  facts: FileFacts,
  node: TypeNode,
  name: string,
  journey: Journey,
): Target | undefined {
  const returns = methodReturnType(node, name);
  if (returns) {
    const isNamed = node.type === "TSInterfaceDeclaration";
    const owner = isNamed && { owner: { interface: node.id.name, method: name } };
    return { kind: "signature", returns, facts, ...owner };
  }
  const type = memberType(node, name);
  if (type) return ofType(facts, type, journey);
  const bases = node.type === "TSInterfaceDeclaration" ? node.extends : [];
  for (const heritage of bases) {
    const base = extendedBy(facts, heritage, journey);
    if (base?.kind === "package")
      return { kind: "package", origin: memberOf(instanceOf(base.origin), name) };
    const found = base?.kind === "typed" ? named(base, name, journey) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What an interface extends; `Omit<Context, "db">` is seen through. */
function extendedBy(
  facts: FileFacts,
  { expression, typeArguments }: TSESTree.TSInterfaceHeritage,
  journey: Journey,
): Target | undefined {
  const [wrapped] = typeArguments?.params ?? [];
  const isWrapper =
    expression.type === "Identifier" && !facts.bindings.variables.of(expression) && wrapped;
  return isWrapper ? ofType(facts, wrapped, journey) : targetBehind(facts, expression, journey);
}

function ofType(facts: FileFacts, type: TSESTree.TypeNode, journey: Journey): Target | undefined {
  const origin = typeOrigin(facts.bindings, type);
  return origin && follow(facts, origin, journey);
}

/** What a function returns: its one `return`, else the type it declares. */
function returnedBy({ node, facts }: LocatedFunction, journey: Journey): Target | undefined {
  const value = soleReturn(node);
  const found = value && targetBehind(facts, value, journey);
  if (found && !isGlobal(found)) return found;
  const declared = node.returnType?.typeAnnotation;
  return (declared && ofType(facts, declared, journey)) ?? found;
}

/** What no file declares is taken for a global, which a declared type knows better. */
function isGlobal(target: Target): boolean {
  return target.kind === "package" && target.origin.module === GLOBAL;
}

/** What a function gives to a callback it takes: by the callback's type, or where it calls it. */
function handedTo(
  { node, facts }: LocatedFunction,
  argument: number,
  parameter: number,
  journey: Journey,
): Target | undefined {
  const callback = node.params[argument];
  if (callback?.type !== "Identifier") return undefined;
  const type = callback.typeAnnotation?.typeAnnotation;
  const declared = type?.type === "TSFunctionType" ? type.params[parameter] : undefined;
  const annotation = declared?.type === "Identifier" ? declared.typeAnnotation : undefined;
  const found = annotation && ofType(facts, annotation.typeAnnotation, journey);
  if (found) return found;
  const given = argumentGiven(facts, node, callback, parameter);
  return given && targetBehind(facts, given, journey);
}

function argumentGiven(
  facts: FileFacts,
  { body }: FunctionNode,
  callback: TSESTree.Identifier,
  parameter: number,
): Node | undefined {
  const variable = facts.bindings.variables.of(callback);
  for (const node of allNodes(body)) {
    if (node.type !== "CallExpression" || unwrap(node.callee).type !== "Identifier") continue;
    if (facts.bindings.variables.of(unwrap(node.callee)) === variable)
      return node.arguments[parameter];
  }
  return undefined;
}
