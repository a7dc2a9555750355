import { builtinModules } from "node:module";
import type { Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { memberOf, type Origin } from "./origin.js";
import type { Variables } from "./variables.js";

const BUILTIN = new Set(builtinModules);

/** What a name that an import declares refers to. */
export function importOrigin(definition: Definition): Origin | undefined {
  const { node, parent } = definition;
  if (node.type === "TSImportEqualsDeclaration") {
    return node.moduleReference.type === "TSExternalModuleReference"
      ? moduleOrigin(node.moduleReference.expression)
      : undefined;
  }
  if (parent?.type !== "ImportDeclaration") return undefined;
  const module = moduleOrigin(parent.source);
  if (!module || node.type !== "ImportSpecifier") return module;
  return memberOf(
    module,
    node.imported.type === "Identifier" ? node.imported.name : node.imported.value,
  );
}

/** A module by the literal that names it; a built-in one always with `node:`. */
export function moduleOrigin(source: Node): Origin | undefined {
  if (source.type !== "Literal" || typeof source.value !== "string") return undefined;
  const isBare = BUILTIN.has(source.value) && !source.value.startsWith("node:");
  return { module: isBare ? `node:${source.value}` : source.value, path: "" };
}

/** The module of `require("pg")`, where `require` is Node's own. */
export function requiredModule(
  { callee, arguments: [module] }: TSESTree.CallExpression,
  variables: Variables,
): Origin | undefined {
  const isRequire =
    callee.type === "Identifier" && callee.name === "require" && !variables.of(callee);
  return isRequire && module ? moduleOrigin(module) : undefined;
}
