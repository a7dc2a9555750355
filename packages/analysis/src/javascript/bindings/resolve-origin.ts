import { DefinitionType, type Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { enclosingClass, fieldSources, isStatic, methodNamed } from "./class-members.js";
import {
  callbackParameter,
  common,
  declaredHere,
  elementOf,
  GLOBAL,
  instanceOf,
  memberOf,
  type Origin,
  resultOf,
  surer,
} from "./origin.js";
import { emitterListenedTo } from "./emitter.js";
import { importOrigin, moduleOrigin, requiredModule } from "./import-origin.js";
import { declaredItem, handedItem, indexedItem, type ItemSource } from "./list-item.js";
import { parameterPlace, type ParameterPlace } from "./parameter-place.js";
import { soleReturn } from "./sole-return.js";
import { Declarations, MAX_DEPTH } from "./declarations.js";
import { destructuredKey, staticName, unwrap } from "./static-name.js";
import { annotatedOrigin, typeOrigin, type TypeScope } from "./type-origin.js";
import { soleDefinition, soleValue, valuesWritten } from "./variables.js";

/** Answers what the expressions of one file refer to, by binding and never by name. */
export class Bindings extends Declarations implements TypeScope {
  readonly #origins = new Map<Node, Origin | undefined>();

  /** What an expression refers to; undefined when the file alone does not tell. */
  origin(node: Node): Origin | undefined {
    return this.#resolve(node, 0);
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
        return surer(this.#resolve(expression.right, depth), this.#resolve(expression.left, depth));
      case "AssignmentExpression":
        return this.#resolve(expression.right, depth);
      case "ConditionalExpression":
        return surer(
          this.#resolve(expression.consequent, depth),
          this.#resolve(expression.alternate, depth),
        );
      case "ThisExpression": {
        const body = enclosingClass(expression);
        const own = body && declaredHere(body.parent, "this");
        return own && !isStatic(expression) ? instanceOf(own) : own;
      }
      case "Super":
        return this.#resolveSuper(expression, depth);
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
    if (definition.type === DefinitionType.ClassName)
      return declaredHere(definition.node, identifier.name);
    const value = soleValue(variable);
    // A variable that is set later, `let pool = null`, or again to what comes from the same place.
    const values = value ? [value] : valuesWritten(variable);
    const origin = common(values.map((one) => this.#resolve(one, depth)));
    if (origin || definition.node.type !== "VariableDeclarator") return origin;
    if (value?.type === "ClassExpression") return declaredHere(value, identifier.name);
    return (
      annotatedOrigin(this, definition.name) ??
      this.#resolveItem(declaredItem(definition.node, definition.name), depth) ??
      this.#resolveDestructured(definition.node, definition.name, depth)
    );
  }

  #resolveItem(source: ItemSource | undefined, depth: number): Origin | undefined {
    if (source?.kind === "value") return this.#resolve(source.value, depth);
    const list = source && this.#resolve(source.list, depth);
    if (!list || list.module === GLOBAL) return undefined;
    return source.key === undefined ? elementOf(list) : memberOf(elementOf(list), source.key);
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
    const place = parameterPlace(definition);
    if (!place) return undefined;
    return (
      annotatedOrigin(this, definition.name, place.target) ??
      this.#resolveItem(handedItem(place.function, definition.name), depth) ??
      this.#resolveHanded(place, depth)
    );
  }

  /** What a call hands to the function that it is given: `pool` of `withPool((pool) => …)`. */
  #resolveHanded(
    { call, argument, index, key }: ParameterPlace,
    depth: number,
  ): Origin | undefined {
    const callee = call && this.#resolve(call.callee, depth);
    const handed = callee && callbackParameter(callee, argument, index);
    return handed && key !== undefined ? memberOf(handed, key) : handed;
  }

  #resolveMember(expression: TSESTree.MemberExpression, depth: number): Origin | undefined {
    const name = staticName(expression);
    if (name === undefined) return this.#resolveItem(indexedItem(expression), depth);
    if (expression.object.type === "ThisExpression")
      return this.#resolveField(expression, name, depth);
    const value = this.propertyOf(expression.object, name);
    if (value) return this.#resolve(value, depth);
    const object = this.#resolve(expression.object, depth);
    return object && memberOf(object, name);
  }

  /** `this.name`: by its value or type in the class, else whatever the class it extends has. */
  #resolveField(
    expression: TSESTree.MemberExpression,
    name: string,
    depth: number,
  ): Origin | undefined {
    const body = enclosingClass(expression);
    if (!body) return undefined;
    for (const source of fieldSources(body, name)) {
      const origin =
        source.kind === "type" ? typeOrigin(this, source.type) : this.#resolve(source.value, depth);
      if (origin) return origin;
    }
    if (methodNamed(body, name)) return undefined;
    if (name === "constructor") return declaredHere(body.parent, "this");
    const base = this.#resolveSuper(expression, depth);
    return base && memberOf(base, name);
  }

  /** What a class has by the one it extends. */
  #resolveSuper(node: Node, depth: number): Origin | undefined {
    const superClass = enclosingClass(node)?.parent.superClass;
    const base = superClass && this.#resolve(superClass, depth);
    // `super()` constructs the base class itself.
    if (node.type === "Super" && node.parent.type === "CallExpression") return base ?? undefined;
    return base && !isStatic(node) ? instanceOf(base) : (base ?? undefined);
  }

  #resolveCall(call: TSESTree.CallExpression, depth: number): Origin | undefined {
    const required = requiredModule(call, this.variables);
    if (required) return required;
    const emitter = emitterListenedTo(call);
    if (emitter) return this.#resolve(emitter, depth);
    const callee = this.#resolve(call.callee, depth);
    if (callee) return resultOf(callee, call);
    const factory = this.functionOf(call.callee);
    const made = factory && soleReturn(factory);
    const declared = factory?.returnType?.typeAnnotation;
    return surer(made && this.#resolve(made, depth), declared && typeOrigin(this, declared));
  }
}
