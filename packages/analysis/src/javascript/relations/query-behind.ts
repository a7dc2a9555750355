import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { derivedFrom, usesAny, variablesIn } from "../flow/derived-variables.js";
import { isWithin } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { FunctionNode, Node } from "../source.js";
import { effectsOf, type Effect } from "../summaries/effects.js";
import type { Statement } from "./statements.js";

/**
 * The query that a call of the project's own function comes down to, where it depends on one of
 * `values`: the function looks something up or inserts one row, and does nothing else. What does
 * more is a piece of work of its own, and repeating it is what the loop is for.
 */
export function queryBehind(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  values: ReadonlySet<Variable>,
): Statement | undefined {
  const callee = functionBehind(facts, call.callee);
  // A function that calls itself walks a tree, level by level.
  if (!callee || isWithin(call, callee.node)) return undefined;
  const effects = effectsOf(callee).filter(({ site }) => site.kind !== "log");
  const queries = effects.flatMap((effect) => queryOf(effect) ?? []);
  if (queries.length !== effects.length) return undefined;
  const writes = queries.filter(({ site }) => site.details.access !== "read");
  if (writes.length > 1 || (writes.length === 1 && queries.length > 1)) return undefined;
  const given = parametersGiven(facts, call, values, callee);
  const derived = derivedFrom(callee.facts, given, callee.node.body);
  return queries.find(({ effect }) => usesAny(callee.facts, effect.call, derived))?.site;
}

function queryOf(
  effect: Effect,
): { readonly effect: Effect; readonly site: Statement } | undefined {
  const { site } = effect;
  return site.kind === "database-query" && site.details
    ? { effect, site: { ...site, details: site.details } }
    : undefined;
}

/** The parameters of the called function that one of the values is handed to. */
function parametersGiven(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  values: ReadonlySet<Variable>,
  { node, facts: own }: LocatedFunction,
): ReadonlySet<Variable> {
  const given = new Set<Variable>();
  for (const [index, argument] of call.arguments.entries()) {
    if (!usesAny(facts, argument, values)) continue;
    for (const pattern of patternsFor(facts, argument, node, index, values)) {
      for (const variable of variablesIn(own, pattern)) given.add(variable);
    }
  }
  return given;
}

/** The parameter at an index; of an object that is taken apart, only what the values are handed to. */
function patternsFor(
  facts: FileFacts,
  argument: Node,
  { params }: FunctionNode,
  index: number,
  values: ReadonlySet<Variable>,
): readonly Node[] {
  const parameter = params[index];
  if (!parameter) return [];
  if (argument.type !== "ObjectExpression" || parameter.type !== "ObjectPattern")
    return [parameter];
  const names = new Set(
    argument.properties.flatMap((property) =>
      property.type === "Property" && usesAny(facts, property.value, values)
        ? (staticName(property) ?? [])
        : [],
    ),
  );
  return parameter.properties.flatMap((property) =>
    property.type === "RestElement" || names.has(staticName(property) ?? "")
      ? [property.type === "RestElement" ? property : property.value]
      : [],
  );
}
