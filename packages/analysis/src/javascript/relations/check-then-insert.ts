import { absent } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import type { FileFacts } from "../file-facts.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { resultName } from "../flow/result-name.js";
import { isWithin, nodesInFunction } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { FunctionNode, Node } from "../source.js";
import { holdsOthersOff, isStatement, type Statement } from "./statements.js";

const INSERTS = /^(?:create|insert|insertOne|save|build)$/;

/** What deals with the second of two inserts: by the statement, or by its error. */
const DEALS_WITH_CONFLICT =
  /onConflict|on conflict|upsert|findOrCreate|P2002|23505|11000|ER_DUP|duplicate|unique/i;

/** A row that is inserted because a read did not find it: two requests at once both insert. */
export function checkThenInsert(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.filter(isStatement);
  return {
    statements: [],
    drafts: statements.flatMap((read) => {
      const scope = enclosingFunction(read.details.statement);
      const name = read.details.rows === "one" ? resultName(read.details.statement) : undefined;
      if (!scope || !name || holdsOthersOff(facts, read, scope)) return [];
      if (DEALS_WITH_CONFLICT.test(facts.textOf(scope))) return [];
      const row = variablesIn(facts, name);
      const insert = statements.find(
        (candidate) =>
          isInsertBeside(candidate, read) &&
          enclosingFunction(candidate.details.statement) === scope &&
          dependsOnAbsence(facts, scope, candidate.node, row),
      );
      return insert ? [draftOf(facts, read, insert, scope)] : [];
    }),
  };
}

function isInsertBeside(insert: Statement, read: Statement): boolean {
  return (
    insert.details.access === "write" &&
    INSERTS.test(insert.operation) &&
    insert.details.isUpsert !== true &&
    insert.library === read.library &&
    insert.details.subject !== undefined &&
    insert.details.subject === read.details.subject &&
    insert.node.range[0] > read.node.range[0]
  );
}

/** `if (!row) insert`, or `if (row) return` before it. */
function dependsOnAbsence(
  facts: FileFacts,
  scope: FunctionNode,
  insert: Node,
  row: ReadonlySet<Variable>,
): boolean {
  for (const node of nodesInFunction(scope.body)) {
    if (node.type !== "IfStatement" || !usesAny(facts, node.test, row)) continue;
    const isNegated = node.test.type === "UnaryExpression" && node.test.operator === "!";
    if (isNegated && isWithin(insert, node.consequent)) return true;
    const isPlain = node.test.type === "Identifier";
    if (isPlain && node.alternate && isWithin(insert, node.alternate)) return true;
    if (isPlain && leaves(node.consequent) && insert.range[0] > node.range[1]) return true;
  }
  return false;
}

function leaves(branch: Node): boolean {
  const last = branch.type === "BlockStatement" ? branch.body.at(-1) : branch;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

function draftOf(
  facts: FileFacts,
  read: Statement,
  insert: Statement,
  scope: FunctionNode,
): DraftOf<"state-update"> {
  return {
    kind: "state-update",
    library: insert.library,
    operation: "check-then-insert",
    node: insert.node,
    extent: scope.body,
    mechanisms: {
      atomicity: absent(
        `it inserts because \`${facts.textOf(read.node)}\` found nothing, and another request can do the same in between`,
        "put a unique constraint on the key, and insert with an upsert or handle the constraint's error",
      ),
    },
  };
}
