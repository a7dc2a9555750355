import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { SchemaHistory } from "./history.js";
import type { Migration } from "./migration.js";
import type { SchemaChange } from "./schema-change.js";

const TOOL = "gh-ost or pt-online-schema-change";

/** https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html */
export function mysqlOnlineFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  const table = change.table ?? "the table";
  switch (change.algorithm) {
    case "copy":
    case "shared":
    case "exclusive":
      return absent(
        `${change.algorithm.toUpperCase()} makes writes to ${table} wait until ${change.says} is done`,
        "ALGORITHM=INPLACE, LOCK=NONE",
      );
    case "fulltext":
    case "spatial":
      return absent(`the ${change.algorithm} index of ${table} is built while writes wait`, TOOL);
    case undefined:
      break;
    default:
      // MySQL refuses what it can't do that way, before it locks anything.
      return present(`it asks for ${change.algorithm.toUpperCase()}`);
  }
  switch (change.action) {
    case "add-foreign-key":
      if (migration.up.some(({ action }) => action === "skip-key-checks"))
        return present("without foreign_key_checks it is added in place");
      return absent(
        `ADD FOREIGN KEY copies ${table} while writes wait, since foreign_key_checks is on`,
        "SET foreign_key_checks = 0 for this statement, once the rows are known to match",
      );
    case "rewrite":
      return absent(`${change.says} copies ${table} while writes wait`, TOOL);
    case "add-column":
      if (change.column?.isCounted || change.column?.isStored)
        return absent(
          `ADD COLUMN works out a value for every row of ${table} while writes wait`,
          TOOL,
        );
      return present("it is added in place");
    case "change-type":
      return typeFact(change, history);
    default:
      return undefined;
  }
}

function typeFact(
  { table = "", columns, column, says }: SchemaChange,
  history: SchemaHistory,
): Fact {
  const [name = ""] = columns;
  const before = history.typeOf(table, name);
  const type = column?.type ?? "";
  if (before === undefined || type === "") return unknown("the type before can't be read");
  if (before === type || (isText(before) && isText(type)))
    return present("the type stays as it was, or grows in place");
  return absent(`${says} from ${before} to ${type} copies ${table} while writes wait`, TOOL);
}

function isText(type: string): boolean {
  return /^(?:var)?char\b|^enum\b/.test(type);
}
