import { siteId, type Fact, type FaultSite } from "@faultline/contract";
import { Positions } from "../javascript/positions.js";
import { compatibilityFact, dropFact } from "./compatibility.js";
import type { SchemaHistory } from "./history.js";
import { firstLock, lockWaitFact } from "./lock-wait.js";
import type { Migration } from "./migration.js";
import { onlineFact } from "./online.js";
import { foreignKeyIndexFact, rowKeyFact } from "./relations.js";
import type { SchemaAction, SchemaChange } from "./schema-change.js";

/** Where a migration is, and what is known around it. */
export interface MigrationPlace {
  /** Relative to the project root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Where the file is on disk; missing for text that is not on disk. */
  readonly path: string | undefined;
  /** Where its own finding goes, as offsets. */
  readonly head: { readonly start: number; readonly end: number };
}

/** One site for each change of the schema, and one for the migration as a whole. */
export function migrationSites(
  place: MigrationPlace,
  migration: Migration,
  history: SchemaHistory,
): readonly FaultSite[] {
  const positions = new Positions(place.text);
  const lock = firstLock(migration);
  const changes = migration.up.filter(isChange);
  const sites = changes.map((change, ordinal): FaultSite<"schema-change"> => {
    const range = rangeAt(positions, change);
    return {
      id: siteId({ file: place.file, kind: "schema-change", function: "", ordinal }),
      kind: "schema-change",
      library: migration.dialect ?? "sql",
      operation: change.says,
      function: "",
      location: { file: place.file, ...range },
      extent: range,
      ...(change.table !== undefined && { target: targetOf(change.table, change) }),
      mechanisms: stated({
        online: onlineFact(change, migration, history),
        compatibility: compatibilityFact(change, migration, history),
        retention: dropFact(change, migration),
        "lock-timeout": change === lock ? lockWaitFact(change, migration, place.path) : undefined,
        "foreign-key-index": foreignKeyIndexFact(change, migration, history),
        "row-key": rowKeyFact(change, migration, history),
      }),
    };
  });
  return migration.down
    ? [wholeSite(place, migration, migration.down, positions), ...sites]
    : sites;
}

function wholeSite(
  { file, head }: MigrationPlace,
  { runner }: Migration,
  down: Fact,
  positions: Positions,
): FaultSite<"migration"> {
  const range = rangeAt(positions, head);
  return {
    id: siteId({ file, kind: "migration", function: "", ordinal: 0 }),
    kind: "migration",
    library: runner,
    operation: "up",
    function: "",
    location: { file, ...range },
    extent: range,
    mechanisms: { down },
  };
}

const SILENT: ReadonlySet<SchemaAction> = new Set([
  "begin",
  "commit",
  "validate",
  "limit-lock-wait",
  "skip-key-checks",
  "create-view",
  "fill",
]);

function isChange({ action, isInline, column }: SchemaChange): boolean {
  if (SILENT.has(action)) return false;
  return !(isInline === true && action === "add-column" && column?.references === undefined);
}

/** `orders (user_id)`. */
function targetOf(table: string, { columns }: SchemaChange): string {
  return columns.length === 0 ? table : `${table} (${columns.join(", ")})`;
}

type Mechanisms = FaultSite<"schema-change">["mechanisms"];

function stated(facts: Readonly<Record<keyof Mechanisms, Fact | undefined>>): Mechanisms {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

function rangeAt(
  positions: Positions,
  { start, end }: { readonly start: number; readonly end: number },
): Omit<FaultSite["location"], "file"> {
  const [from, to] = [positions.at(start), positions.at(end)];
  return { line: from.line, column: from.column + 1, endLine: to.line, endColumn: to.column + 1 };
}
