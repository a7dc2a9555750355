import { sqlQuery } from "../kinds/sql-statement.js";
import { databaseQuery } from "../kinds/query.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/** ClickHouse has no transactions; a request ends after 30 s unless `request_timeout` says otherwise. */
function statement(call: LibraryCall): SiteDraft {
  const text = call.option(0, "query");
  const sql = text.state === "constant" || text.state === "given" ? text.node : undefined;
  return sqlQuery(call, sql, call.operation === "query" ? { access: "read" } : {});
}

function insert(call: LibraryCall): SiteDraft {
  const table = call.option(0, "table");
  return databaseQuery(call, {
    access: "write",
    batch: "one insert({ table, values: rows })",
    ...(table.state === "constant" && { subject: String(table.value) }),
  });
}

export const clickhouseClient: Library = defineLibrary({
  packages: ["@clickhouse/client", "@clickhouse/client-web", "@clickhouse/client-common"],
  docs: "https://clickhouse.com/docs/integrations/javascript",
  aliases: {
    "new ClickHouseClient": "createClient()",
    "new NodeClickHouseClient": "createClient()",
  },
  configuration: {
    "createClient()": { credentials: ["0.password"], addresses: ["0.url", "0.host"] },
  },
  sites: {
    "createClient().query()": statement,
    "createClient().command()": statement,
    "createClient().exec()": statement,
    "createClient().insert()": insert,
  },
});
