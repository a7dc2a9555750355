import { absent } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { resultName } from "../flow/result-name.js";
import { allNodes, isWithin } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { FunctionNode, Node } from "../source.js";
import { holdsOthersOff, isStatement, statementText, type Statement } from "./statements.js";

/**
 * A value that is read from the database, computed with, and written back with nothing that keeps
 * two of them apart: of two at once, one is lost.
 */
export function lostUpdate(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.filter(isStatement);
  const found: DraftOf<"state-update">[] = [];
  for (const read of statements) {
    const scope = enclosingFunction(read.details.statement);
    const name = read.details.access === "read" ? resultName(read.details.statement) : undefined;
    if (!scope || !name || holdsOthersOff(facts, read, scope)) continue;
    const row = variablesIn(facts, name);
    const write = statements.find(
      (candidate) => isWriteAfter(candidate, read, scope) && writesBack(facts, candidate, row),
    );
    if (write && !found.some((draft) => draft.node === write.node))
      found.push(draftOf(facts, read, write, scope));
  }
  return { statements: [], drafts: found };
}

function isWriteAfter(write: Statement, read: Statement, scope: FunctionNode): boolean {
  return (
    write.details.access === "write" &&
    write.library === read.library &&
    (write.details.subject ?? read.details.subject) ===
      (read.details.subject ?? write.details.subject) &&
    write.node.range[0] > read.node.range[0] &&
    isWithin(write.node, scope)
  );
}

/** `update({ balance: account.balance - amount })`, or `account.balance -= amount` before `account.save()`. */
function writesBack(facts: FileFacts, write: Statement, row: ReadonlySet<Variable>): boolean {
  const { statement } = write.details;
  if (/\bversion\b/i.test(statementText(facts, statement))) return false;
  const parts = statement.type === "TaggedTemplateExpression" ? [] : statement.arguments;
  if (parts.some((part) => computesFrom(facts, part, row))) return true;
  const saved = savedVariable(facts, write, row);
  return saved !== undefined && isChanged(saved, statement);
}

/** A property that gets what arithmetic makes of the same property of the row. */
function computesFrom(facts: FileFacts, part: Node, row: ReadonlySet<Variable>): boolean {
  for (const node of allNodes(part)) {
    if (node.type !== "Property") continue;
    const name = staticName(node);
    if (name === undefined) continue;
    if (readsItself(facts, valueOf(facts, node.value), name, row)) return true;
  }
  return false;
}

function valueOf(facts: FileFacts, node: Node): Node {
  const expression = unwrap(node);
  const definition =
    expression.type === "Identifier"
      ? facts.bindings.variables.of(expression)?.defs[0]?.node
      : undefined;
  return definition?.type === "VariableDeclarator" && definition.init
    ? unwrap(definition.init)
    : expression;
}

function readsItself(
  facts: FileFacts,
  value: Node,
  name: string,
  row: ReadonlySet<Variable>,
): boolean {
  if (value.type !== "BinaryExpression" || !/^[-+*/]$/.test(value.operator)) return false;
  return [value.left, value.right].some((side) => {
    const operand = unwrap(side);
    return operand.type === "BinaryExpression"
      ? readsItself(facts, operand, name, row)
      : operand.type === "MemberExpression" &&
          staticName(operand) === name &&
          isRow(facts, operand.object, row);
  });
}

function isRow(facts: FileFacts, node: Node, row: ReadonlySet<Variable>): boolean {
  const variable = facts.bindings.variables.of(unwrap(node));
  return variable !== undefined && row.has(variable);
}

/** The row of `row.save()` and `repository.save(row)`. */
function savedVariable(
  facts: FileFacts,
  { details: { statement }, operation }: Statement,
  row: ReadonlySet<Variable>,
): Variable | undefined {
  if (statement.type !== "CallExpression" || operation !== "save") return undefined;
  const holders = [
    ...(statement.callee.type === "MemberExpression" ? [statement.callee.object] : []),
    ...statement.arguments,
  ];
  const holder = holders.find((node) => isRow(facts, node, row));
  return holder && facts.bindings.variables.of(unwrap(holder));
}

/** True when a property of what a variable holds is computed from itself before `until`. */
function isChanged(variable: Variable, until: Node): boolean {
  return variable.references.some(({ identifier }) => {
    const member = identifier.parent;
    const change = member.parent;
    if (member.type !== "MemberExpression" || member.object !== identifier) return false;
    if (identifier.range[0] > until.range[0]) return false;
    if (change?.type === "UpdateExpression") return true;
    return (
      change?.type === "AssignmentExpression" &&
      change.left === member &&
      /^[-+*/]=$/.test(change.operator) &&
      !isText(change.right)
    );
  });
}

function isText(node: Node): boolean {
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string")
  );
}

function draftOf(
  facts: FileFacts,
  read: Statement,
  write: Statement,
  scope: FunctionNode,
): DraftOf<"state-update"> {
  return {
    kind: "state-update",
    library: write.library,
    operation: write.operation,
    node: write.node,
    extent: scope.body,
    mechanisms: {
      atomicity: absent(
        `it writes back a value that is computed from what \`${facts.textOf(read.node)}\` read`,
        "let the database compute it in the statement, lock the row while it is read, or compare a version",
      ),
    },
  };
}
