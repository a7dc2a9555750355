import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { filesImplementing } from "../../project/implementers.js";
import { isFunction } from "../source.js";
import { targetOf } from "./follow-origin.js";
import type { ClassNode, LocatedFunction, Target } from "./target.js";

type Signature = Extract<Target, { kind: "signature" }>;

/** How many files may name an interface before it is taken for a plug-in's. */
const MAX_FILES = 3;

/** The method behind one that an interface declares, where one class of the project implements it. */
export function implementationOf({ owner, facts }: Signature): LocatedFunction | undefined {
  const { path } = facts.source;
  if (!owner || path === undefined) return undefined;
  const files = filesImplementing(path, owner.interface);
  if (files.length > MAX_FILES) return undefined;
  const methods = files
    .flatMap((file) => facts.project.fileAt(file) ?? [])
    .flatMap((file) =>
      classesImplementing(file, owner.interface, path).map((node) => ({ node, file })),
    )
    .map(({ node, file }) => methodOf(node, owner.method, file));
  return methods.length === 1 ? methods[0] : undefined;
}

function classesImplementing(
  facts: FileFacts,
  name: string,
  declaredIn: string,
): readonly ClassNode[] {
  return facts.nodes.classes.filter((node) =>
    node.implements.some(({ expression }) => {
      if (expression.type !== "Identifier") return false;
      const target = targetOf(facts, expression);
      return target?.kind === "typed"
        ? target.facts.source.path === declaredIn
        : expression.name === name && facts.source.path === declaredIn;
    }),
  );
}

function methodOf(node: ClassNode, name: string, facts: FileFacts): LocatedFunction | undefined {
  for (const member of node.body.body) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (staticName(member) === name && member.value && isFunction(member.value))
      return { node: member.value, facts };
  }
  return undefined;
}
