import { DefinitionType, type Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, type FunctionNode, type JavaScriptSource, type Node } from "../source.js";
import { enclosingClass, methodNamed } from "./class-members.js";
import { soleReturn } from "./sole-return.js";
import { staticName, unwrap } from "./static-name.js";
import { isPropertySet, soleDefinition, soleValue, Variables } from "./variables.js";

/** How many bindings one answer may go through; real code needs about six. */
export const MAX_DEPTH = 24;

/** The functions, classes and object literals of one file, by the expressions that stand for them. */
export class Declarations {
  readonly variables: Variables;

  constructor(source: JavaScriptSource) {
    this.variables = new Variables(source);
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

  /** The class, interface or type that a name stands for, where this file declares it. */
  declarationOf(node: Node): Node | undefined {
    const variable = this.variables.of(unwrap(node));
    const definition = variable && soleDefinition(variable);
    const isDeclared =
      definition?.type === DefinitionType.ClassName || definition?.type === DefinitionType.Type;
    return isDeclared ? definition.node : undefined;
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
}

/** A function by its own name; what only declares one has no body to look at. */
function namedFunction({ node }: Definition): FunctionNode | undefined {
  return isFunction(node) ? node : undefined;
}
