import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import { soleReturn } from "../bindings/sole-return.js";
import { soleDefinition } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedValue } from "../modules/imported-value.js";
import type { Node } from "../source.js";
import { asksWhere, isConditional } from "./asks-where.js";
import { destructuredKey } from "../bindings/static-name.js";
import { schemaDefault } from "./schema-default.js";
import { valueBehind } from "./value-behind.js";

/** Where a secret comes from. */
export type SecretSource =
  /** A text of the source, as it stands or after the variable that should replace it. */
  | { readonly kind: "literal"; readonly text: string; readonly at: LocatedValue }
  | {
      readonly kind: "default";
      readonly text: string;
      readonly at: LocatedValue;
      /** The variable of the environment that it stands in for. */
      readonly variable: string | undefined;
    }
  | { readonly kind: "environment" }
  | { readonly kind: "unknown" };

const UNKNOWN: SecretSource = { kind: "unknown" };

/** How many calls and conversions one answer may go through. */
const MAX_DEPTH = 6;

/** Where the value of an expression comes from, through constants, objects and files of the project. */
export function secretSource(facts: FileFacts, node: Node, depth = 0): SecretSource {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const { node: value, facts: home } = valueBehind(facts, node);
  if (environmentVariable(value) !== undefined) return { kind: "environment" };
  const constant = constantOf(home.bindings, value);
  if (constant) {
    return typeof constant.value === "string" && !isConditional(home, value)
      ? { kind: "literal", text: constant.value, at: { node: value, facts: home } }
      : UNKNOWN;
  }
  switch (value.type) {
    case "LogicalExpression":
      return value.operator === "&&"
        ? UNKNOWN
        : ofAlternatives(home, value.left, value.right, depth);
    case "ConditionalExpression":
      return asksWhere(home, value.test)
        ? UNKNOWN
        : ofAlternatives(home, value.consequent, value.alternate, depth, value.test);
    case "ArrayExpression": {
      const [first] = value.elements;
      return first ? secretSource(home, first, depth + 1) : UNKNOWN;
    }
    case "CallExpression":
    case "NewExpression":
      return ofCall(home, value, depth);
    case "MemberExpression":
      return asDefault(schemaDefault(home, value), staticName(value));
    case "Identifier":
      return ofDestructured(home, value);
    default:
      return UNKNOWN;
  }
}

/** `process.env.SECRET ?? "secret"`, `process.env.SECRET ? process.env.SECRET : "secret"`. */
function ofAlternatives(
  facts: FileFacts,
  preferred: Node,
  otherwise: Node,
  depth: number,
  test?: Node,
): SecretSource {
  const first = secretSource(facts, preferred, depth + 1);
  if (first.kind !== "environment" && first.kind !== "unknown")
    return first.kind === "default" ? first : UNKNOWN;
  const second = secretSource(facts, otherwise, depth + 1);
  if (second.kind !== "literal")
    return first.kind === second.kind ? first : second.kind === "default" ? second : UNKNOWN;
  const source = valueBehind(facts, preferred);
  const variable = environmentVariable(source.node) ?? (test && environmentVariable(unwrap(test)));
  return first.kind === "environment" || isConfigured(facts, preferred)
    ? { ...second, kind: "default", variable }
    : UNKNOWN;
}

/** `config.get("SECRET")` and other things that are set from outside, by what they are called on. */
function isConfigured(facts: FileFacts, node: Node): boolean {
  const value = unwrap(node);
  if (value.type !== "CallExpression") return false;
  const origin = facts.bindings.origin(value.callee);
  return origin !== undefined && /^(?:@nestjs\/config|config|nconf)$/.test(origin.module);
}

/** `SECRET` of `process.env.SECRET`, `process.env["SECRET"]`. */
function environmentVariable(node: Node): string | undefined {
  const value = unwrap(node);
  if (value.type !== "MemberExpression") return undefined;
  return isEnvironment(value.object) ? staticName(value) : undefined;
}

/** `process.env`, `import.meta.env`, `Bun.env`. */
function isEnvironment(node: Node): boolean {
  const value = unwrap(node);
  if (value.type !== "MemberExpression" || staticName(value) !== "env") return false;
  return (
    value.object.type === "MetaProperty" ||
    (value.object.type === "Identifier" && /^(?:process|Bun)$/.test(value.object.name))
  );
}

/** What only changes the form of a text: `Buffer.from(text)`, `text.trim()`. */
const CONVERTS = /^(?:Buffer\.from|String|new TextEncoder\.encode|createSecretKey|new Uint8Array)$/;

function ofCall(
  facts: FileFacts,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  depth: number,
): SecretSource {
  const origin = facts.bindings.origin(call.callee);
  const [first, second] = call.arguments;
  if (origin && first && CONVERTS.test(origin.path)) return secretSource(facts, first, depth + 1);
  const name = methodName(call.callee);
  if (origin && /^(?:get|getOrThrow)$/.test(name ?? "") && origin.module === "@nestjs/config") {
    if (!second) return UNKNOWN;
    const fallback = secretSource(facts, second, depth + 1);
    const key = first && constantOf(facts.bindings, first)?.value;
    return fallback.kind === "literal"
      ? { ...fallback, kind: "default", variable: typeof key === "string" ? key : undefined }
      : UNKNOWN;
  }
  if (call.callee.type === "MemberExpression" && /^(?:trim|toString|replace)$/.test(name ?? ""))
    return secretSource(facts, call.callee.object, depth + 1);
  const schema = schemaDefault(facts, call);
  if (schema) return asDefault(schema, undefined);
  return call.type === "CallExpression" ? ofOwnReader(facts, call, depth) : UNKNOWN;
}

/** `env("SECRET", "secret")` of a function of the project that reads the environment. */
function ofOwnReader(facts: FileFacts, call: TSESTree.CallExpression, depth: number): SecretSource {
  const reader = functionBehind(facts, call.callee);
  const body = reader && soleReturn(reader.node);
  const value = body && unwrap(body);
  if (!reader || value?.type !== "LogicalExpression" || value.operator === "&&") return UNKNOWN;
  const left = unwrap(value.left);
  const isRead = left.type === "MemberExpression" && isEnvironment(left.object);
  const fallback = unwrap(value.right);
  if (!isRead || fallback.type !== "Identifier") return UNKNOWN;
  const index = reader.node.params.findIndex(
    (parameter) => parameter.type === "Identifier" && parameter.name === fallback.name,
  );
  const given = call.arguments[index];
  if (!given) return { kind: "environment" };
  const source = secretSource(facts, given, depth + 1);
  const [key] = call.arguments;
  const variable = key && constantOf(facts.bindings, key)?.value;
  return source.kind === "literal"
    ? { ...source, kind: "default", variable: typeof variable === "string" ? variable : undefined }
    : UNKNOWN;
}

/** `const { SECRET = "secret" } = process.env`. */
function ofDestructured(facts: FileFacts, identifier: TSESTree.Identifier): SecretSource {
  const variable = facts.bindings.variables.of(identifier);
  const definition = variable && soleDefinition(variable);
  if (definition?.node.type !== "VariableDeclarator") return UNKNOWN;
  const { id, init } = definition.node;
  if (id.type !== "ObjectPattern" || !init || !isEnvironment(init)) return UNKNOWN;
  const holder = definition.name.parent;
  if (holder.type !== "AssignmentPattern") return { kind: "environment" };
  const source = secretSource(facts, holder.right, 1);
  return source.kind === "literal"
    ? { ...source, kind: "default", variable: destructuredKey(id, definition.name) }
    : UNKNOWN;
}

function asDefault(
  found: LocatedValue | "required" | undefined,
  variable: string | undefined,
): SecretSource {
  if (found === "required") return { kind: "environment" };
  const constant = found && constantOf(found.facts.bindings, found.node);
  return found && typeof constant?.value === "string"
    ? { kind: "default", text: constant.value, at: found, variable }
    : UNKNOWN;
}
