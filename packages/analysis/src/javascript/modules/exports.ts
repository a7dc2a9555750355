import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";

/** What a file lets others import. */
export interface Exports {
  /** The declaration or expression behind each export; `default` for the default one. */
  readonly own: ReadonlyMap<string, Node>;
  /** Where names come from that are only passed through: `export { a } from "./b"`, `export * from "./b"`. */
  readonly passedOn: readonly PassedOn[];
}

export interface PassedOn {
  readonly from: string;
  /** The exported name with the name it has over there; undefined for `*`. */
  readonly names?: readonly { readonly exported: string; readonly imported: string }[];
}

/** The exports of a file, as ES modules and CommonJS write them. */
export function exportsOf(ast: TSESTree.Program): Exports {
  const own = new Map<string, Node>();
  const passedOn: PassedOn[] = [];
  for (const statement of ast.body) readExport(statement, own, passedOn);
  return { own, passedOn };
}

function readExport(
  statement: TSESTree.ProgramStatement,
  own: Map<string, Node>,
  passedOn: PassedOn[],
): void {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      own.set("default", statement.declaration);
      return;
    case "TSExportAssignment":
      own.set("default", statement.expression);
      return;
    case "ExportAllDeclaration":
      passedOn.push({
        from: statement.source.value,
        // The module itself is the empty path.
        ...(statement.exported && {
          names: [{ exported: exportedName(statement.exported), imported: "" }],
        }),
      });
      return;
    case "ExportNamedDeclaration":
      readNamedExport(statement, own, passedOn);
      return;
    case "ExpressionStatement":
      readAssignedExport(statement.expression, own, passedOn);
      return;
    default:
  }
}

function readNamedExport(
  statement: TSESTree.ExportNamedDeclaration,
  own: Map<string, Node>,
  passedOn: PassedOn[],
): void {
  const names = statement.specifiers.map(({ exported, local }) => ({
    exported: exportedName(exported),
    imported: exportedName(local),
    local,
  }));
  if (statement.source) passedOn.push({ from: statement.source.value, names });
  else for (const { exported, local } of names) own.set(exported, local);
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
function readAssignedExport(
  expression: TSESTree.Expression,
  own: Map<string, Node>,
  passedOn: PassedOn[],
): void {
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
    if (from !== undefined) passedOn.push({ from });
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
