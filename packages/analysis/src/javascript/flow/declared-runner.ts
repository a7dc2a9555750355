import type { TSESTree } from "@typescript-eslint/types";
import type { Origin } from "../bindings/origin.js";
import { typeOrigin } from "../bindings/type-origin.js";
import type { FileFacts } from "../file-facts.js";
import { followOrigin, targetOf } from "../modules/follow-origin.js";
import type { EntryPoint, HandOver } from "../recogniser.js";
import type { FunctionNode } from "../source.js";

/** What a function's decorators, its type and its parameters' types say. */
export function declaredRunner(facts: FileFacts, node: FunctionNode): EntryPoint | undefined {
  const { parent } = node;
  const decorators = parent.type === "MethodDefinition" ? parent.decorators : [];
  for (const { expression } of decorators) {
    const name = expression.type === "CallExpression" ? expression.callee : expression;
    const origin = facts.bindings.origin(name);
    const runner = origin && registeredAs(facts, origin, "decorator");
    if (runner) return runner;
  }
  for (const type of typesAround(node)) {
    const origin = typeOrigin(facts.bindings, type);
    const runner = origin && registeredAs(facts, origin, "type");
    if (runner) return runner;
  }
  return undefined;
}

function typesAround(node: FunctionNode): readonly TSESTree.TypeNode[] {
  const { parent } = node;
  const holder =
    parent.type === "VariableDeclarator" && parent.id.type === "Identifier"
      ? parent.id.typeAnnotation
      : parent.type === "PropertyDefinition"
        ? parent.typeAnnotation
        : undefined;
  const parameters = node.params.flatMap((parameter) =>
    parameter.type === "Identifier" || parameter.type === "ObjectPattern"
      ? (parameter.typeAnnotation ?? [])
      : [],
  );
  return [...(holder ? [holder] : []), ...parameters].map(({ typeAnnotation }) => typeAnnotation);
}

/** What runs the functions that are handed to what an origin leads to. */
export function registeredAs(
  facts: FileFacts,
  origin: Origin,
  by: HandOver,
): EntryPoint | undefined {
  const target = followOrigin(facts, origin);
  const value = target?.kind === "alias" ? target.value : target;
  const { calls } = facts.project;
  if (value?.kind === "package") return calls.entryPoint(value.origin, by);
  if (value?.kind !== "typed" || value.node.type !== "TSInterfaceDeclaration") return undefined;
  // `interface SignedIn extends Request`.
  for (const { expression } of value.node.extends) {
    const base = targetOf(value.facts, expression);
    const runner =
      base?.kind === "package"
        ? calls.entryPoint({ ...base.origin, path: `new ${base.origin.path}` }, by)
        : undefined;
    if (runner) return runner;
  }
  return undefined;
}
