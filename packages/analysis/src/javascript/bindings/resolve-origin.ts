import { DefinitionType, type Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode, JavaScriptSource, Node } from "../source.js";
import { isFunction } from "../source.js";
import { enclosingClass, fieldSource, methodNamed } from "./class-members.js";
import {
  callbackParameter,
  GLOBAL,
  instanceOf,
  memberOf,
  type Origin,
  resultOf,
} from "./origin.js";
import { emitterListenedTo } from "./emitter.js";
import { importOrigin, moduleOrigin } from "./import-origin.js";
import { soleReturn } from "./sole-return.js";
import { destructuredKey, staticName, unwrap } from "./static-name.js";
import { typeOrigin } from "./type-origin.js";
import { isPropertySet, soleDefinition, soleValue, Variables } from "./variables.js";

/** How many bindings one answer may go through; real code needs about six. */
const MAX_DEPTH = 24;

/** Answers what the expressions of one file refer to, by binding and never by name. */
export class Bindings {
  readonly variables: Variables;
  readonly #origins = new Map<Node, Origin | undefined>();

  constructor(source: JavaScriptSource) {
    this.variables = new Variables(source.scopeManager);
  }

  /** What an expression refers to; undefined when the file alone does not tell. */
  origin(node: Node): Origin | undefined {
    return this.#resolve(node, 0);
  }

  /** The function an expression stands for, where it is in this file. */
  functionOf(node: Node): FunctionNode | undefined {
    const expression = unwrap(node);
    if (isFunction(expression)) return expression;
    if (expression.type === "MemberExpression" && expression.object.type === "ThisExpression") {
      const name = staticName(expression);
      const body = enclosingClass(expression);
      return body && name !== undefined ? methodNamed(body, name) : undefined;
    }
    if (expression.type !== "Identifier") return undefined;
    const variable = this.variables.of(expression);
    const definition = variable && soleDefinition(variable);
    if (!variable || !definition) return undefined;
    if (definition.type === DefinitionType.FunctionName) return namedFunction(definition);
    const value = soleValue(variable);
    return value && isFunction(value) ? value : undefined;
  }

  /** The object literal an expression stands for, where it is in this file. */
  objectOf(node: Node): TSESTree.ObjectExpression | undefined {
    return this.#objectBehind(node, 0);
  }

  /** The value of a property of the object literal that an expression stands for. */
  propertyOf(node: Node, name: string): Node | undefined {
    const variable = this.variables.of(unwrap(node));
    if (variable && isPropertySet(variable, name)) return undefined;
    // Later properties win, and a spread may bring one.
    for (const property of this.objectOf(node)?.properties.toReversed() ?? []) {
      if (property.type === "SpreadElement") return undefined;
      if (staticName(property) === name) return property.value;
    }
    return undefined;
  }

  #objectBehind(node: Node, depth: number): TSESTree.ObjectExpression | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const expression = unwrap(node);
    if (expression.type === "ObjectExpression") return expression;
    const made =
      expression.type === "CallExpression" ? this.functionOf(expression.callee) : undefined;
    const variable = expression.type === "Identifier" ? this.variables.of(expression) : undefined;
    const value = (made && soleReturn(made)) ?? (variable && soleValue(variable));
    return value && this.#objectBehind(value, depth + 1);
  }

  #resolve(node: Node, depth: number): Origin | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const expression = unwrap(node);
    if (this.#origins.has(expression)) return this.#origins.get(expression);
    this.#origins.set(expression, undefined);
    const origin = this.#resolveExpression(expression, depth + 1);
    this.#origins.set(expression, origin);
    return origin;
  }

  #resolveExpression(expression: Node, depth: number): Origin | undefined {
    switch (expression.type) {
      case "Identifier":
        return this.#resolveIdentifier(expression, depth);
      case "MemberExpression":
        return this.#resolveMember(expression, depth);
      case "NewExpression": {
        const origin = this.#resolve(expression.callee, depth);
        return origin && instanceOf(origin, expression);
      }
      case "CallExpression":
        return this.#resolveCall(expression, depth);
      case "ImportExpression":
        return moduleOrigin(expression.source);
      case "LogicalExpression":
        return this.#resolve(expression.right, depth) ?? this.#resolve(expression.left, depth);
      case "AssignmentExpression":
        return this.#resolve(expression.right, depth);
      default:
        return undefined;
    }
  }

  #resolveIdentifier(identifier: TSESTree.Identifier, depth: number): Origin | undefined {
    const variable = this.variables.of(identifier);
    if (!variable) return { module: GLOBAL, path: identifier.name };
    const definition = soleDefinition(variable);
    if (!definition) return undefined;
    if (definition.type === DefinitionType.ImportBinding) return importOrigin(definition);
    if (definition.type === DefinitionType.Parameter)
      return this.#resolveParameter(definition, depth);
    const value = soleValue(variable);
    if (value) return this.#resolve(value, depth);
    if (definition.node.type !== "VariableDeclarator") return undefined;
    const declared =
      definition.name.type === "Identifier" ? definition.name.typeAnnotation : undefined;
    if (declared && !definition.node.init)
      return typeOrigin(this.variables, declared.typeAnnotation);
    return this.#resolveDestructured(definition.node, definition.name, depth);
  }

  #resolveDestructured(
    declarator: TSESTree.VariableDeclarator,
    name: Node,
    depth: number,
  ): Origin | undefined {
    if (!declarator.init || declarator.id.type !== "ObjectPattern") return undefined;
    const key = destructuredKey(declarator.id, name);
    if (key === undefined) return undefined;
    const value = this.propertyOf(declarator.init, key);
    if (value) return this.#resolve(value, depth);
    const base = this.#resolve(declarator.init, depth);
    return base && memberOf(base, key);
  }

  #resolveParameter(definition: Definition, depth: number): Origin | undefined {
    const { name, node } = definition;
    const annotation = name.type === "Identifier" ? name.typeAnnotation : undefined;
    const declared = annotation && typeOrigin(this.variables, annotation.typeAnnotation);
    if (declared) return declared;
    if (!isFunction(node)) return undefined;
    const call = node.parent;
    if (call.type !== "CallExpression") return undefined;
    const argument = call.arguments.findIndex((candidate) => candidate === node);
    const parameter = node.params.findIndex((candidate) => candidate === name);
    const callee = this.#resolve(call.callee, depth);
    return callee && argument >= 0 && parameter >= 0
      ? callbackParameter(callee, argument, parameter)
      : undefined;
  }

  #resolveMember(expression: TSESTree.MemberExpression, depth: number): Origin | undefined {
    const name = staticName(expression);
    if (name === undefined) return undefined;
    if (expression.object.type === "ThisExpression") {
      const body = enclosingClass(expression);
      const field = body && fieldSource(body, name);
      if (field?.kind === "type") return typeOrigin(this.variables, field.type);
      return field && this.#resolve(field.value, depth);
    }
    const value = this.propertyOf(expression.object, name);
    if (value) return this.#resolve(value, depth);
    const object = this.#resolve(expression.object, depth);
    return object && memberOf(object, name);
  }

  #resolveCall(call: TSESTree.CallExpression, depth: number): Origin | undefined {
    const [argument] = call.arguments;
    const isRequire =
      call.callee.type === "Identifier" &&
      call.callee.name === "require" &&
      !this.variables.of(call.callee);
    if (isRequire && argument) return moduleOrigin(argument);
    const emitter = emitterListenedTo(call);
    if (emitter) return this.#resolve(emitter, depth);
    const callee = this.#resolve(call.callee, depth);
    if (callee) return resultOf(callee, call);
    const factory = this.functionOf(call.callee);
    const made = factory && soleReturn(factory);
    return made && this.#resolve(made, depth);
  }
}

/** A function by its own name; what only declares one has no body to look at. */
function namedFunction({ node }: Definition): FunctionNode | undefined {
  return isFunction(node) ? node : undefined;
}
