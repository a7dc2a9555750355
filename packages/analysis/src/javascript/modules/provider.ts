import { readFileSync, statSync } from "node:fs";
import type { TSESTree } from "@typescript-eslint/types";
import { noteProvider } from "../../project/noted-inputs.js";
import { Bindings } from "../bindings/resolve-origin.js";
import { staticName } from "../bindings/static-name.js";
import { parseJavaScript } from "../parse.js";
import type { Node } from "../source.js";

/** Another file of the project, as far as its exports go. */
export interface Provider {
  readonly path: string;
  readonly bindings: Bindings;
  /** The declaration or expression behind each export; `default` for the default one. */
  readonly exports: ReadonlyMap<string, Node>;
  /** Where names come from that are only passed through: `export { a } from "./b"`, `export * from "./b"`. */
  readonly passedOn: readonly PassedOn[];
}

export interface PassedOn {
  readonly from: string;
  /** The exported name with the name it has over there; undefined for `*`. */
  readonly names?: readonly { readonly exported: string; readonly imported: string }[];
}

interface Entry {
  readonly stamp: string;
  readonly provider: Provider | undefined;
}

const cache = new Map<string, Entry>();

/** Files larger than this are bundles or data; nothing worth following is declared there. */
const LARGEST_BYTES = 512 * 1024;

/**
 * The file at `path`, parsed once per version of it on disk, so that an editor never sees a stale
 * answer; undefined when it does not parse.
 */
export function loadProvider(path: string): Provider | undefined {
  noteProvider(path);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || stat.size > LARGEST_BYTES) return undefined;
  const stamp = `${String(stat.mtimeMs)}:${String(stat.size)}`;
  const known = cache.get(path);
  if (known?.stamp === stamp) return known.provider;
  const provider = parse(path);
  cache.set(path, { stamp, provider });
  return provider;
}

function parse(path: string): Provider | undefined {
  const parsed = parseJavaScript(path, readFileSync(path, "utf8"), path);
  if (!parsed.ok) return undefined;
  const exports = new Map<string, Node>();
  const passedOn: PassedOn[] = [];
  for (const statement of parsed.source.ast.body) readExport(statement, exports, passedOn);
  return { path, bindings: new Bindings(parsed.source), exports, passedOn };
}

function readExport(
  statement: TSESTree.ProgramStatement,
  exports: Map<string, Node>,
  passedOn: PassedOn[],
): void {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      exports.set("default", statement.declaration);
      return;
    case "ExportAllDeclaration":
      passedOn.push({
        from: statement.source.value,
        // The module itself is the empty path.
        ...(statement.exported && {
          names: [{ exported: nameOf(statement.exported), imported: "" }],
        }),
      });
      return;
    case "ExportNamedDeclaration":
      readNamedExport(statement, exports, passedOn);
      return;
    case "ExpressionStatement":
      readAssignedExport(statement.expression, exports);
      return;
    default:
  }
}

function readNamedExport(
  statement: TSESTree.ExportNamedDeclaration,
  exports: Map<string, Node>,
  passedOn: PassedOn[],
): void {
  const names = statement.specifiers.map(({ exported, local }) => ({
    exported: nameOf(exported),
    imported: nameOf(local),
    local,
  }));
  if (statement.source) passedOn.push({ from: statement.source.value, names });
  else for (const { exported, local } of names) exports.set(exported, local);
  const { declaration } = statement;
  if (declaration?.type === "VariableDeclaration") {
    for (const { id } of declaration.declarations)
      if (id.type === "Identifier") exports.set(id.name, id);
  } else if (declaration && "id" in declaration && declaration.id?.type === "Identifier") {
    exports.set(declaration.id.name, declaration.id);
  }
}

/** `module.exports = value`, `module.exports.name = value` and `exports.name = value`. */
function readAssignedExport(expression: TSESTree.Expression, exports: Map<string, Node>): void {
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "MemberExpression")
    return;
  const { left, right } = expression;
  const name = staticName(left);
  if (isModuleExports(left)) {
    exports.set("default", right);
    const properties = right.type === "ObjectExpression" ? right.properties : [];
    for (const property of properties) {
      const key = property.type === "Property" ? staticName(property) : undefined;
      if (key !== undefined && property.type === "Property") exports.set(key, property.value);
    }
  } else if (name !== undefined && isExports(left.object)) exports.set(name, right);
}

function isModuleExports(node: Node): boolean {
  if (node.type !== "MemberExpression" || staticName(node) !== "exports") return false;
  return node.object.type === "Identifier" && node.object.name === "module";
}

function isExports(node: Node): boolean {
  return isModuleExports(node) || (node.type === "Identifier" && node.name === "exports");
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}
