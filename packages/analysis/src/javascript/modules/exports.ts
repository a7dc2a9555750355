import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";

/** What a file lets others import. */
export interface Exports {
  /** The declaration or expression behind each export; `default` for the default one. */
  readonly own: ReadonlyMap<string, Node>;
  /** Where names come from that are only passed through, by the exported name: `export { a } from "./b"`. */
  readonly passedOn: ReadonlyMap<string, PassedOn>;
  /** The modules of `export * from "./b"`, and of `module.exports = require("./b")`. */
  readonly stars: readonly string[];
}

export interface PassedOn {
  readonly from: string;
  /** The name it has over there; empty for the module itself. */
  readonly imported: string;
}

/** What is gathered. */
interface Found {
  readonly own: Map<string, Node>;
  readonly passedOn: Map<string, PassedOn>;
  readonly stars: string[];
}

/** The exports of a file, as ES modules and CommonJS write them. */
export function exportsOf(ast: TSESTree.Program): Exports {
  const found: Found = { own: new Map(), passedOn: new Map(), stars: [] };
  for (const statement of ast.body) readExport(statement, found);
  return found;
}

function readExport(statement: TSESTree.ProgramStatement, found: Found): void {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      found.own.set("default", statement.declaration);
      return;
    case "TSExportAssignment":
      found.own.set("default", statement.expression);
      return;
    case "ExportAllDeclaration":
      if (statement.exported)
        passOn(found, exportedName(statement.exported), statement.source.value, "");
      else found.stars.push(statement.source.value);
      return;
    case "ExportNamedDeclaration":
      readNamedExport(statement, found);
      return;
    case "ExpressionStatement":
      readAssignedExport(statement.expression, found);
      return;
    default:
  }
}

/** The first statement that passes a name on is the one that counts. */
function passOn({ passedOn }: Found, name: string, from: string, imported: string): void {
  if (!passedOn.has(name)) passedOn.set(name, { from, imported });
}

function readNamedExport(statement: TSESTree.ExportNamedDeclaration, found: Found): void {
  const { own } = found;
  for (const { exported, local } of statement.specifiers) {
    const name = exportedName(exported);
    if (statement.source) passOn(found, name, statement.source.value, exportedName(local));
    else own.set(name, local);
  }
  const { declaration } = statement;
  if (declaration?.type === "VariableDeclaration") {
    for (const { id } of declaration.declarations)
      for (const name of namesIn(id)) own.set(name.name, name);
  } else if (declaration && "id" in declaration && declaration.id?.type === "Identifier") {
    own.set(declaration.id.name, declaration.id);
  }
}

/** The names that a declaration declares: `a`, and `b` and `c` of `{ b, x: c }`. */
function namesIn(pattern: Node): readonly TSESTree.Identifier[] {
  if (pattern.type === "Identifier") return [pattern];
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((property) =>
    property.type === "Property" ? namesIn(property.value) : [],
  );
}

/** `module.exports = value`, `module.exports.name = value` and `exports.name = value`. */
function readAssignedExport(expression: TSESTree.Expression, { own, stars }: Found): void {
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "MemberExpression")
    return;
  const { left, right } = expression;
  const name = staticName(left);
  if (isModuleExports(left)) {
    own.set("default", right);
    const properties = right.type === "ObjectExpression" ? right.properties : [];
    for (const property of properties) {
      const key = property.type === "Property" ? staticName(property) : undefined;
      if (key !== undefined && property.type === "Property") own.set(key, property.value);
    }
    const from = requiredBy(right);
    if (from !== undefined) stars.push(from);
  } else if (name !== undefined && isExports(left.object)) {
    // `exports.a = require("./a").b` is found through the value; `exports.a = require("./a")` too.
    own.set(name, right);
  }
}

/** The name that an assignment to `target` exports: `default` for `module.exports`. */
export function exportAssignedTo(target: Node): string | undefined {
  if (isModuleExports(target)) return "default";
  return target.type === "MemberExpression" && isExports(target.object)
    ? staticName(target)
    : undefined;
}

/** The module of `module.exports = require("./other")`. */
function requiredBy(node: Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [source] = node.arguments;
  const isRequire = node.callee.name === "require" && source?.type === "Literal";
  return isRequire && typeof source.value === "string" ? source.value : undefined;
}

function isModuleExports(node: Node): boolean {
  if (node.type !== "MemberExpression" || staticName(node) !== "exports") return false;
  return node.object.type === "Identifier" && node.object.name === "module";
}

function isExports(node: Node): boolean {
  return isModuleExports(node) || (node.type === "Identifier" && node.name === "exports");
}

export function exportedName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}
