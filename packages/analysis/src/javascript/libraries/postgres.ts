import { databasePool } from "../kinds/database-owner.js";
import { reuseFact } from "../kinds/reuse.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionWork } from "../kinds/transaction-work.js";
import {
  defineLibrary,
  type Library,
  type LibraryTemplate,
  type SiteDraft,
} from "../recogniser.js";

/** A template inside another is a fragment of it; only the outer one is sent. */
function statement(template: LibraryTemplate): SiteDraft | undefined {
  const { parent } = template.node;
  if (parent.type === "TemplateLiteral" || parent.type === "ConditionalExpression")
    return undefined;
  // Values of a template are parameters, so that there is no text to judge.
  return sqlQuery(template, template.node.quasi, { sql: undefined });
}

export const postgres: Library = defineLibrary({
  packages: ["postgres"],
  docs: "https://github.com/porsager/postgres",
  aliases: {
    "new Sql": "()",
    "new TransactionSql": "()",
    "().begin(0:0)": "()",
    "().begin(1:0)": "()",
    "().savepoint(0:0)": "()",
    "().reserve()": "()",
  },
  configuration: {
    "()": { credentials: ["0.password", "1.password"], addresses: ["0", "0.host"] },
  },
  sites: {
    "()": (call) =>
      databasePool(call, {
        reuse: reuseFact(call, ["end"], "finally { await sql.end() }, or one for the process"),
      }),
    "().unsafe()": (call) => sqlQuery(call, call.argument(0)),
    "().begin()": (call) => transactionWork(call),
  },
  templates: { "()``": statement },
});
