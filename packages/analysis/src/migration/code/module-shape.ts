import { staticName, unwrap } from "../../javascript/bindings/static-name.js";
import { isFunction, type FunctionNode, type Node } from "../../javascript/source.js";
import type { TSESTree } from "@typescript-eslint/types";

/** The functions of a migration, whichever way its module hands them over. */
export interface MigrationModule {
  readonly up: FunctionNode;
  readonly down: FunctionNode | undefined;
  /** True where a value stands for the way down that is not written here. */
  readonly isDownElsewhere: boolean;
  /** The class that has them as methods. */
  readonly owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined;
  /** The name that the finding about the whole stands at. */
  readonly head: Node;
}

/** The migration that a module exports; undefined where it exports none. */
export function migrationModule(program: TSESTree.Program): MigrationModule | undefined {
  const exported = new Map<string, Node>();
  const classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[] = [];
  for (const statement of program.body) collect(statement, exported, classes);
  const up = exported.get("up");
  if (up) return moduleOf(program, exported, up);
  for (const owner of classes) {
    const methods = methodsOf(owner);
    const head = methods.get("up");
    const own =
      head?.type === "MethodDefinition" || head?.type === "PropertyDefinition"
        ? head.value
        : undefined;
    if (!head || !own || !isFunction(own)) continue;
    const down = methods.get("down");
    const undo =
      down?.type === "MethodDefinition" || down?.type === "PropertyDefinition"
        ? down.value
        : undefined;
    return {
      up: own,
      down: undo && isFunction(undo) ? undo : undefined,
      isDownElsewhere: false,
      owner,
      head: nameOf(owner, head),
    };
  }
  return undefined;
}

function nameOf({ id }: TSESTree.ClassDeclaration | TSESTree.ClassExpression, method: Node): Node {
  return id ?? (method.type === "MethodDefinition" ? method.key : method);
}

function moduleOf(
  program: TSESTree.Program,
  exported: ReadonlyMap<string, Node>,
  up: Node,
): MigrationModule | undefined {
  const run = functionOf(program, up);
  if (!run) return undefined;
  const down = exported.get("down");
  const undo = down && functionOf(program, down);
  return {
    up: run,
    down: undo,
    isDownElsewhere: down !== undefined && !undo,
    owner: undefined,
    head:
      up.parent?.type === "Property" || up.parent?.type === "AssignmentExpression"
        ? headOf(up.parent)
        : up,
  };
}

function headOf(node: TSESTree.Property | TSESTree.AssignmentExpression): Node {
  return node.type === "Property" ? node.key : node.left;
}

function collect(
  statement: Node,
  exported: Map<string, Node>,
  classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[],
): void {
  switch (statement.type) {
    case "ExpressionStatement":
      collectAssignment(statement.expression, exported, classes);
      break;
    case "ClassDeclaration":
      classes.push(statement);
      break;
    case "ExportNamedDeclaration":
      collectDeclaration(statement, exported, classes);
      break;
    case "ExportDefaultDeclaration":
      collectValue(statement.declaration, exported, classes);
      break;
    default:
  }
}

function collectDeclaration(
  { declaration, specifiers }: TSESTree.ExportNamedDeclaration,
  exported: Map<string, Node>,
  classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[],
): void {
  if (declaration?.type === "FunctionDeclaration" && declaration.id)
    exported.set(declaration.id.name, declaration);
  if (declaration?.type === "ClassDeclaration") classes.push(declaration);
  if (declaration?.type === "VariableDeclaration") {
    for (const { id, init } of declaration.declarations)
      if (id.type === "Identifier" && init) exported.set(id.name, init);
  }
  for (const { exported: as, local } of specifiers)
    if (as.type === "Identifier") exported.set(as.name, local);
}

/** `exports.up = …`, `module.exports = { up, down }`, `module.exports.up = …`. */
function collectAssignment(
  expression: Node,
  exported: Map<string, Node>,
  classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[],
): void {
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "MemberExpression")
    return;
  const { left, right } = expression;
  const name = staticName(left) ?? "";
  const isModule =
    left.object.type === "Identifier" && left.object.name === "module" && name === "exports";
  if (isModule) collectValue(right, exported, classes);
  if (isModule) return;
  const isExports =
    (left.object.type === "Identifier" && left.object.name === "exports") ||
    (left.object.type === "MemberExpression" && staticName(left.object) === "exports");
  if (!isExports) return;
  // `exports.up = exports.down = …` and `exports.default = class …`.
  if (right.type === "AssignmentExpression") collectAssignment(right, exported, classes);
  if (right.type === "ClassExpression") classes.push(right);
  else exported.set(name, right.type === "AssignmentExpression" ? right.right : right);
}

function collectValue(
  value: Node,
  exported: Map<string, Node>,
  classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[],
): void {
  const object = unwrap(value);
  if (object.type === "ClassDeclaration" || object.type === "ClassExpression") classes.push(object);
  if (object.type !== "ObjectExpression") return;
  for (const property of object.properties) {
    const name = property.type === "Property" ? staticName(property) : undefined;
    if (property.type === "Property" && name !== undefined) exported.set(name, property.value);
  }
}

/** The function that a value is, or that a name of the module stands for. */
function functionOf(program: TSESTree.Program, value: Node): FunctionNode | undefined {
  const node = unwrap(value);
  if (isFunction(node)) return node;
  if (node.type !== "Identifier") return undefined;
  for (const statement of program.body) {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type === "FunctionDeclaration" && declared.id?.name === node.name)
      return declared;
    if (declared?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declared.declarations)
      if (id.type === "Identifier" && id.name === node.name && init && isFunction(init))
        return init;
  }
  return undefined;
}

export function methodsOf({
  body,
}: TSESTree.ClassDeclaration | TSESTree.ClassExpression): ReadonlyMap<string, Node> {
  const methods = new Map<string, Node>();
  for (const member of body.body) {
    if (member.type === "MethodDefinition" || member.type === "PropertyDefinition") {
      const name = staticName(member);
      if (name !== undefined) methods.set(name, member);
    }
  }
  return methods;
}
