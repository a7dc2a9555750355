import type { TSESTree } from "@typescript-eslint/types";
import { allNodes } from "../../javascript/flow/walk.js";
import type { Node } from "../../javascript/source.js";
import { dependenciesOf } from "../known-dialect.js";
import type { Builder } from "./builder.js";
import type { MigrationModule } from "./module-shape.js";
import { knex } from "./runners/knex.js";
import { kysely } from "./runners/kysely.js";
import { nodePgMigrate } from "./runners/node-pg-migrate.js";
import { sequelize } from "./runners/sequelize.js";
import { dbMigrate, mikroOrm } from "./runners/sql-only.js";
import { typeorm } from "./runners/typeorm.js";

const BUILDERS: readonly Builder[] = [
  typeorm,
  knex,
  sequelize,
  kysely,
  nodePgMigrate,
  mikroOrm,
  dbMigrate,
];

/**
 * The runners that a migration may be for, the likelier first: the one that its parameter's type or its class comes from, what
 * the file loads, else those that the package around it depends on.
 */
export function buildersFor(
  module: MigrationModule,
  program: TSESTree.Program,
  path: string | undefined,
): readonly Builder[] {
  const imported = importedTypes(program);
  const named = typeNamesAround(module).flatMap((name) => imported.get(name) ?? []);
  const stated = buildersOf(new Set(named));
  if (stated.length > 0) return stated;
  const loaded = buildersOf(new Set([...imported.values(), ...required(program)]));
  if (loaded.length > 0 || path === undefined) return loaded;
  return buildersOf(dependenciesOf(path));
}

function buildersOf(packages: ReadonlySet<string>): readonly Builder[] {
  return BUILDERS.filter((builder) => builder.packages.some((name) => packages.has(name)));
}

/** What is imported by name, with the package it comes from. */
function importedTypes(program: TSESTree.Program): ReadonlyMap<string, string> {
  const imported = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const { local } of statement.specifiers) imported.set(local.name, statement.source.value);
  }
  return imported;
}

/** `const { Sequelize } = require("sequelize")`. */
function required(program: TSESTree.Program): readonly string[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap(({ init }) => {
      const isRequire =
        init?.type === "CallExpression" &&
        init.callee.type === "Identifier" &&
        init.callee.name === "require";
      const [name] = isRequire ? init.arguments : [];
      return name?.type === "Literal" && typeof name.value === "string" ? [name.value] : [];
    });
  });
}

/** The types of the parameters, what a class implements and what it extends. */
function typeNamesAround({ up, owner }: MigrationModule): readonly string[] {
  const annotated = up.params.flatMap((parameter) => typeNamesIn(parameter));
  const { parent } = up;
  // `export const up: Migration = …`
  const declared = parent.type === "VariableDeclarator" ? typeNamesIn(parent.id) : [];
  if (!owner) return [...annotated, ...declared];
  const implemented = owner.implements.flatMap(({ expression }) => nameOf(expression));
  return [...annotated, ...implemented, ...(owner.superClass ? nameOf(owner.superClass) : [])];
}

function typeNamesIn(parameter: Node): readonly string[] {
  return allNodes(parameter).flatMap((node) =>
    node.type === "TSTypeReference" ? nameOf(node.typeName) : [],
  );
}

function nameOf(node: Node): readonly string[] {
  if (node.type === "TSQualifiedName") return nameOf(node.left);
  if (node.type === "MemberExpression") return nameOf(node.object);
  return node.type === "Identifier" ? [node.name] : [];
}
