import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { importOrigin } from "./import-origin.js";
import { instanceOf, memberOf, type Origin } from "./origin.js";
import { soleDefinition, type Variables } from "./variables.js";

/** What an instance of a type refers to: `pool: Pool` is `new Pool`, and so is `pool: Pool | undefined`. */
export function typeOrigin(variables: Variables, type: TSESTree.TypeNode): Origin | undefined {
  if (type.type === "TSUnionType") {
    const [only, ...others] = type.types.filter((member) => !isNothing(member));
    return only && others.length === 0 ? typeOrigin(variables, only) : undefined;
  }
  if (type.type !== "TSTypeReference") return undefined;
  const base = typeNameOrigin(variables, type.typeName);
  return base && instanceOf(base);
}

function isNothing({ type }: TSESTree.TypeNode): boolean {
  return type === "TSUndefinedKeyword" || type === "TSNullKeyword";
}

function typeNameOrigin(variables: Variables, name: TSESTree.EntityName): Origin | undefined {
  if (name.type === "TSQualifiedName") {
    const base = typeNameOrigin(variables, name.left);
    return base && memberOf(base, name.right.name);
  }
  if (name.type !== "Identifier") return undefined;
  const variable = variables.of(name);
  const definition = variable && soleDefinition(variable);
  return definition?.type === DefinitionType.ImportBinding ? importOrigin(definition) : undefined;
}
