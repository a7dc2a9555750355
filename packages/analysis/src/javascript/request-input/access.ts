import { DefinitionType, type Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isWithin } from "../flow/walk.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** A parameter of a function, and the way that an expression goes from it. */
export interface Access {
  readonly function: FunctionNode;
  readonly index: number;
  /** `body` and `url` of `req.body.url`; `json()` for what a call of that name gives. */
  readonly names: readonly string[];
  /** True where the code makes text of it on the way. */
  readonly isText: boolean;
}

/** How deep one answer may nest. */
const MAX_DEPTH = 10;

/** A step of which the source does not fix the name. */
const ANY = "*";

/** What is left of an object that was taken apart still is whatever it was given. */
const REST = "...";

/** Which parameter an expression is read from, as it was given; undefined for anything that was made of one. */
export function accessOf(facts: FileFacts, node: Node, depth = 0): Access | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const expression = unwrap(node);
  switch (expression.type) {
    case "Identifier":
      return ofVariable(facts, expression, depth + 1);
    case "MemberExpression": {
      const object = accessOf(facts, expression.object, depth + 1);
      return object && step(object, staticName(expression) ?? ANY);
    }
    case "LogicalExpression":
      return expression.operator === "&&"
        ? accessOf(facts, expression.right, depth + 1)
        : accessOf(facts, expression.left, depth + 1);
    case "CallExpression":
      return ofCall(facts, expression, depth + 1);
    case "NewExpression": {
      const [first] = expression.arguments;
      const isUrl = expression.arguments.length === 1 && isGlobal(facts, expression.callee, "URL");
      const address = isUrl && first ? accessOf(facts, first, depth + 1) : undefined;
      return address && text(step(address, "URL"));
    }
    default:
      return undefined;
  }
}

/** The same value by the names that lead to it. */
export function step(access: Access, ...names: readonly string[]): Access {
  return { ...access, names: [...access.names, ...names] };
}

function text(access: Access): Access {
  return { ...access, isText: true };
}

/** The names that lead to a value, without what only says how it was taken. */
export function fieldsOf(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== REST);
}

function ofVariable(
  facts: FileFacts,
  identifier: TSESTree.Identifier,
  depth: number,
): Access | undefined {
  const variable = facts.bindings.variables.of(identifier);
  const definition = variable && soleDefinition(variable);
  if (!variable || !definition) return undefined;
  if (definition.type === DefinitionType.Parameter) {
    const isSetAgain = variable.references.some((use) => use.isWrite() && use.init !== true);
    return isSetAgain ? undefined : ofParameter(definition);
  }
  if (definition.type !== DefinitionType.Variable) return undefined;
  const { id, init } = definition.node;
  if (id.type === "Identifier") {
    const value = soleValue(variable);
    return value && accessOf(facts, value, depth);
  }
  const isSetAgain = variable.references.some((use) => use.isWrite() && use.init !== true);
  const names = init && !isSetAgain ? wayTo(id, definition.name) : undefined;
  const whole = init && names ? accessOf(facts, init, depth) : undefined;
  return whole && names && step(whole, ...names);
}

function ofParameter({ node, name }: Definition): Access | undefined {
  if (!isFunction(node)) return undefined;
  const index = node.params.findIndex((parameter) => isWithin(name, parameter));
  const pattern = node.params[index];
  if (!pattern || pattern.type === "RestElement") return undefined;
  const target = pattern.type === "TSParameterProperty" ? pattern.parameter : pattern;
  const names = wayTo(target, name);
  return names && { function: node, index, names, isText: false };
}

/** The names on the way through a pattern: `body` and `url` to `url` of `{ body: { url } }`. */
function wayTo(pattern: Node, name: Node): readonly string[] | undefined {
  if (pattern === name) return [];
  if (pattern.type === "AssignmentPattern") return wayTo(pattern.left, name);
  if (pattern.type !== "ObjectPattern") return undefined;
  for (const property of pattern.properties) {
    if (!isWithin(name, property)) continue;
    if (property.type === "RestElement") return property.argument === name ? [REST] : undefined;
    const rest = wayTo(property.value, name);
    return rest && [staticName(property) ?? ANY, ...rest];
  }
  return undefined;
}

/** Methods of strings that leave what is dangerous in them. */
const KEEPS_TEXT =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|toString|normalize|valueOf)$/;

/** Methods by which a request is read: `c.req.query("url")`, `request.json()`. */
const READS = /^(?:json|text|parseBody|formData|query|queries|param|header|get)$/;

function ofCall(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  depth: number,
): Access | undefined {
  const { callee, arguments: given } = call;
  const [first] = given;
  if (first && isGlobal(facts, callee, "String", "decodeURIComponent", "decodeURI")) {
    const value = accessOf(facts, first, depth);
    return value && text(value);
  }
  if (first && isGlobal(facts, callee, "JSON.parse")) return accessOf(facts, first, depth);
  const name = callee.type === "MemberExpression" ? staticName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined) return undefined;
  const object = accessOf(facts, callee.object, depth);
  if (!object) return undefined;
  if (KEEPS_TEXT.test(name)) return object.names.length > 0 ? text(object) : undefined;
  if (!READS.test(name)) return undefined;
  return step(object, `${name}()`, ...(first ? [nameGiven(first)] : []));
}

function nameGiven(argument: Node): string {
  return argument.type === "Literal" && typeof argument.value === "string" ? argument.value : ANY;
}

function isGlobal(facts: FileFacts, callee: Node, ...paths: readonly string[]): boolean {
  const origin = facts.bindings.origin(callee);
  if (!origin) return false;
  const isPlatform = origin.module === GLOBAL || origin.module === "node:url";
  return isPlatform && paths.includes(origin.path);
}
