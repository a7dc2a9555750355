import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../bindings/class-members.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { allNodes } from "../flow/walk.js";
import type { Node } from "../source.js";

/** The expressions through which a class reads its own fields: `this`, and its name where fields may be static. */
export function fieldHolders(
  facts: FileFacts,
  body: TSESTree.ClassBody,
  withName: boolean,
): readonly Node[] {
  const own = allNodes(body).filter(
    (node) => node.type === "ThisExpression" && enclosingClass(node) === body,
  );
  return withName ? [...own, ...namesOf(facts, body)] : own;
}

/** Where the file makes instances of a class. */
export function instancesOf(facts: FileFacts, body: TSESTree.ClassBody): readonly Node[] {
  return namesOf(facts, body).flatMap((name) => {
    const { parent } = name;
    return parent?.type === "NewExpression" && parent.callee === name ? [parent] : [];
  });
}

/** True for a field that only its own class can reach. */
export function isPrivate(body: TSESTree.ClassBody, name: string): boolean {
  if (name.startsWith("#")) return true;
  return body.body.some((member) => {
    if (member.type !== "PropertyDefinition" && member.type !== "MethodDefinition") return false;
    if (staticName(member) === name) return member.accessibility === "private";
    return (
      member.type === "MethodDefinition" &&
      member.kind === "constructor" &&
      member.value.params.some((parameter) => isPrivateParameter(parameter, name))
    );
  });
}

function isPrivateParameter(parameter: TSESTree.Parameter, name: string): boolean {
  if (parameter.type !== "TSParameterProperty" || parameter.accessibility !== "private")
    return false;
  const target =
    parameter.parameter.type === "AssignmentPattern"
      ? parameter.parameter.left
      : parameter.parameter;
  return target.name === name;
}

function namesOf(facts: FileFacts, { parent }: TSESTree.ClassBody): readonly Node[] {
  const variable = parent.id ? facts.bindings.variables.of(parent.id) : undefined;
  return (variable?.references ?? []).map(({ identifier }) => identifier);
}
