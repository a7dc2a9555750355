import { absent, present, unknown, type Fact } from "@faultline/contract";
import { allNodes } from "../javascript/flow/walk.js";
import { parseJavaScript } from "../javascript/parse.js";
import type { FunctionNode, JavaScriptSource, Node } from "../javascript/source.js";
import type { Builder } from "./code/builder.js";
import { chainsFrom, isName, type Chain } from "./code/chain.js";
import { embeddedChanges } from "./code/embedded-sql.js";
import { migrationModule, type MigrationModule } from "./code/module-shape.js";
import { buildersFor } from "./code/runner-of.js";
import type { RawMigration } from "./raw-migration.js";
import type { SchemaChange } from "./schema-change.js";

export function isJavaScriptFile(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

/** False for a text that no runner takes for a migration. */
export function mayBeCodeMigration(text: string): boolean {
  return /\bup\b/.test(text) && /\bexports?\b|\bclass\b/.test(text);
}

/** Reads a migration that is written in code; undefined where it is none, or its runner is not known. */
export function readCodeMigration(
  file: string,
  text: string,
  path: string | undefined,
): RawMigration | undefined {
  if (!mayBeCodeMigration(text)) return undefined;
  const parsed = parseJavaScript(file, text);
  if (!parsed.ok) return undefined;
  const { ast } = parsed.source;
  const module = migrationModule(ast);
  if (!module) return undefined;
  const read = buildersFor(module, ast, path).map((builder) => ({
    builder,
    ...changesIn(module.up, builder, parsed.source),
  }));
  // Where a package has several runners, it is the one whose calls are made here.
  const [used, other] = read.length > 1 ? read.filter(({ calls }) => calls > 0) : read;
  if (!used || other) return undefined;
  const { builder, changes, isWhole, sql } = used;
  const down = downFact(module, changes, parsed.comments);
  const [start, end] = module.head.range;
  return {
    runner: builder.runner,
    sql,
    up: changes,
    isWhole,
    transaction: builder.transaction(module, ast, text),
    head: { start, end: Math.min(end, start + 120) },
    ...(down && { down }),
  };
}

interface CodeChanges {
  /** How many calls of the runner there are. */
  readonly calls: number;
  readonly changes: readonly SchemaChange[];
  readonly sql: string;
  readonly isWhole: boolean;
}

function changesIn(up: FunctionNode, builder: Builder, source: JavaScriptSource): CodeChanges {
  const handle = handleOf(up);
  const isRoot = (root: Node): boolean =>
    builder.isOwnObject === true
      ? root.type === "ThisExpression"
      : isName(root, handle) || root.type === "TaggedTemplateExpression";
  const chains = chainsFrom(up.body, isRoot);
  let isWhole = !givesAway(up, handle);
  let calls = 0;
  let text = "";
  const changes = chains.flatMap((chain) => {
    const embedded = builder.sqlIn(chain).map((node) => embeddedChanges(node, source.ast));
    if (embedded.some((one) => !one.isWhole)) isWhole = false;
    const built = builder.changesIn(chain);
    text += embedded.map((one) => `${one.text}\n`).join("");
    calls += embedded.length + built.length;
    return [...embedded.flatMap((one) => one.changes), ...built];
  });
  const elsewhere = otherwise(up, source);
  const all = changes.filter(
    ({ start }) => !elsewhere.some(([from, to]) => from <= start && start < to),
  );
  if (all.length < changes.length) isWhole = false;
  return { calls, sql: text, changes: withTransaction(all, chains), isWhole };
}

/** A question about the database that runs, so that what hangs on it is done on some only. */
const DIALECT = /\bdialect\b|\bclient\b|sqlite|mysql|maria|postgres|mssql/i;

/** Where a migration does one thing on one kind of database, and another elsewhere. */
function otherwise(up: FunctionNode, { text }: JavaScriptSource): readonly Node["range"][] {
  const asks = (node: Node): boolean => DIALECT.test(text.slice(...node.range));
  return allNodes(up.body).flatMap((node) => {
    const isBranch = node.type === "IfStatement" || node.type === "ConditionalExpression";
    if (isBranch) return asks(node.test) ? [node.range] : [];
    const isChoice =
      node.type === "SwitchStatement" && node.cases.some(({ test }) => test && asks(test));
    return isChoice ? [node.range] : [];
  });
}

/** The name of what the runner hands over: `knex`, `queryRunner`, `{ context: queryInterface }`. */
function handleOf({ params: [first] }: FunctionNode): string | undefined {
  if (first?.type === "Identifier") return first.name;
  if (first?.type !== "ObjectPattern") return undefined;
  for (const property of first.properties) {
    if (
      property.type === "Property" &&
      property.key.type === "Identifier" &&
      property.key.name === "context"
    )
      return property.value.type === "Identifier" ? property.value.name : undefined;
  }
  return undefined;
}

/** True where the handle is passed on to other code, which may change the schema as well. */
function givesAway(up: FunctionNode, handle: string | undefined): boolean {
  return allNodes(up.body).some(
    (node) =>
      node.type === "CallExpression" &&
      // `sql`…`.execute(db)` runs what is read here.
      !(
        node.callee.type === "MemberExpression" &&
        node.callee.object.type === "TaggedTemplateExpression"
      ) &&
      node.arguments.some((argument) => isName(argument, handle)),
  );
}

/** `queryInterface.sequelize.transaction(…)` opens one around what stands in its callback. */
function withTransaction(
  changes: readonly SchemaChange[],
  chains: readonly Chain[],
): readonly SchemaChange[] {
  const [begin] = chains.flatMap(({ links, node }) =>
    links.some(({ name, isCalled }) => name === "transaction" && isCalled) ? [node] : [],
  );
  if (!begin) return changes;
  const [start, end] = begin.range;
  const opened: SchemaChange = {
    action: "begin",
    columns: [],
    says: "BEGIN",
    start,
    end: start + 1,
  };
  const closed: SchemaChange = {
    action: "commit",
    columns: [],
    says: "COMMIT",
    start: end - 1,
    end,
  };
  const before = changes.filter((change) => change.start < start);
  const inside = changes.filter((change) => change.start >= start && change.start < end);
  const after = changes.filter((change) => change.start >= end);
  return [...before, opened, ...inside, closed, ...after];
}

type Comments = Extract<ReturnType<typeof parseJavaScript>, { ok: true }>["comments"];

function downFact(
  { down, isDownElsewhere }: MigrationModule,
  changes: readonly SchemaChange[],
  comments: Comments,
): Fact | undefined {
  if (changes.length === 0) return undefined;
  if (isDownElsewhere) return unknown("what undoes it is written elsewhere");
  const remedy = "what undoes it, or an error that says why nothing can";
  if (!down) return absent("the migration has no `down`", `a \`down\` with ${remedy}`);
  if (!isEmpty(down)) return present("down does something");
  const [start, end] = down.range;
  const isExplained = comments.some((comment) => comment.start >= start && comment.end <= end);
  return isExplained
    ? present("down says why it does nothing")
    : absent("its `down` does nothing", remedy);
}

/** Whether a function does nothing at all; one that throws says that there is no way back. */
function isEmpty({ body }: FunctionNode): boolean {
  if (body.type !== "BlockStatement") return !isWork(body);
  return !allNodes(body).some(isWork);
}

function isWork({ type }: Node): boolean {
  return (
    type === "CallExpression" || type === "ThrowStatement" || type === "TaggedTemplateExpression"
  );
}
