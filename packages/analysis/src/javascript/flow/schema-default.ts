import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { LocatedValue } from "../modules/imported-value.js";
import type { Node } from "../source.js";
import { member, valueBehind } from "./value-behind.js";

/** Calls that check a whole environment and give it back: of zod, joi and others by method, of envalid and t3-env by name. */
const CHECKS = /^(?:parse|safeParse|validate|validateSync|attempt|check|decode)$/;

/** How deep a value may stand in what was checked: `value` of joi, `data` of zod. */
const RESULTS = new Set(["value", "data"]);

/**
 * The default that a schema of the environment gives to what an expression reads from it: `env.SECRET` of
 * `z.object({ SECRET: z.string().default("secret") }).parse(process.env)`. `required` where it gives none.
 */
export function schemaDefault(
  facts: FileFacts,
  node: TSESTree.MemberExpression | TSESTree.CallExpression | TSESTree.NewExpression,
): LocatedValue | "required" | undefined {
  if (node.type === "MemberExpression") {
    const name = staticName(node);
    return name === undefined ? undefined : ofField(facts, node.object, name);
  }
  return node.type === "CallExpression"
    ? (ofConvict(facts, node) ?? ofEnvVar(facts, node))
    : undefined;
}

function ofField(
  facts: FileFacts,
  object: Node,
  name: string,
): LocatedValue | "required" | undefined {
  const checked = valueBehind(facts, object);
  const holder = checked.node;
  if (holder.type === "MemberExpression" && RESULTS.has(staticName(holder) ?? ""))
    return ofField(checked.facts, holder.object, name);
  if (holder.type === "Identifier") return ofDestructuredResult(checked.facts, holder, name);
  if (holder.type !== "CallExpression") return undefined;
  const schema = schemaOf(checked.facts, holder);
  const field = schema && fieldOf(schema.facts, schema.node, name);
  if (!field) return undefined;
  return defaultOf(field.facts, field.node) ?? "required";
}

/** `const { value: env } = schema.validate(process.env)`. */
function ofDestructuredResult(
  facts: FileFacts,
  identifier: TSESTree.Identifier,
  name: string,
): LocatedValue | "required" | undefined {
  const declarator = facts.bindings.variables.of(identifier)?.defs[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "ObjectPattern")
    return undefined;
  return declarator.init ? ofField(facts, declarator.init, name) : undefined;
}

/** The schema of a call that is handed the environment. */
function schemaOf(facts: FileFacts, call: TSESTree.CallExpression): LocatedValue | undefined {
  const readsEnvironment = call.arguments.some((argument) =>
    /\bprocess\.env\b|\bBun\.env\b/.test(facts.textOf(argument)),
  );
  if (!readsEnvironment) return undefined;
  if (call.callee.type === "MemberExpression" && CHECKS.test(methodName(call.callee) ?? ""))
    return valueBehind(facts, call.callee.object);
  const [first, second] = call.arguments;
  const origin = facts.bindings.origin(call.callee);
  if (second && origin?.module === "envalid") return valueBehind(facts, second);
  const isCreated = first && origin?.module.startsWith("@t3-oss/env-");
  return isCreated ? member(facts, first, "server") : undefined;
}

/** The part of a schema that says what one variable is: of an object, or of the call that made it. */
function fieldOf(facts: FileFacts, schema: Node, name: string): LocatedValue | undefined {
  const { node, facts: home } = valueBehind(facts, schema);
  if (node.type === "ObjectExpression") return member(home, node, name);
  if (node.type !== "CallExpression") return undefined;
  for (const argument of node.arguments) {
    const found = argument.type === "SpreadElement" ? undefined : member(home, argument, name);
    if (found) return found;
  }
  return node.callee.type === "MemberExpression"
    ? fieldOf(home, node.callee.object, name)
    : undefined;
}

/** `z.string().default("secret")`, `str({ default: "secret" })`, `{ default: "secret", env: "SECRET" }`. */
function defaultOf(facts: FileFacts, field: Node): LocatedValue | undefined {
  const { node, facts: home } = valueBehind(facts, field);
  if (node.type === "ObjectExpression") return member(home, node, "default");
  if (node.type !== "CallExpression") return undefined;
  const [first] = node.arguments;
  const name = methodName(node.callee);
  if (first && (name === "default" || name === "catch")) return { node: first, facts: home };
  const given = first && member(home, first, "default");
  if (given) return given;
  return node.callee.type === "MemberExpression" ? defaultOf(home, node.callee.object) : undefined;
}

/** `config.get("session.secret")` of `convict({ session: { secret: { default: "secret", env: "SECRET" } } })`. */
function ofConvict(
  facts: FileFacts,
  call: TSESTree.CallExpression,
): LocatedValue | "required" | undefined {
  if (call.callee.type !== "MemberExpression" || methodName(call.callee) !== "get")
    return undefined;
  const made = valueBehind(facts, call.callee.object);
  if (made.node.type !== "CallExpression") return undefined;
  if (made.facts.bindings.origin(made.node.callee)?.module !== "convict") return undefined;
  const [path] = call.arguments;
  const way = path && constantOf(facts.bindings, path)?.value;
  const [schema] = made.node.arguments;
  if (typeof way !== "string" || !schema) return undefined;
  let current: LocatedValue | undefined = { node: schema, facts: made.facts };
  for (const name of way.split(".")) current = current && member(current.facts, current.node, name);
  // A variable of the environment or an argument has to be able to replace it.
  const isSet =
    current &&
    (member(current.facts, current.node, "env") ?? member(current.facts, current.node, "arg"));
  return isSet && current ? (defaultOf(current.facts, current.node) ?? "required") : undefined;
}

/** `env.get("SECRET").default("secret").asString()` of env-var. */
function ofEnvVar(
  facts: FileFacts,
  call: TSESTree.CallExpression,
): LocatedValue | "required" | undefined {
  if (facts.bindings.origin(call.callee)?.module !== "env-var") return undefined;
  for (let current: Node = call; current.type === "CallExpression";) {
    const [first] = current.arguments;
    if (methodName(current.callee) === "default" && first) return { node: first, facts };
    if (current.callee.type !== "MemberExpression") break;
    current = unwrap(current.callee.object);
  }
  return "required";
}
