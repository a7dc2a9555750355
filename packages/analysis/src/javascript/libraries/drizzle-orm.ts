import { builderQuery, type BuilderWords } from "../kinds/builder.js";
import { databaseQuery, rowsBy } from "../kinds/query.js";
import { transactionWork } from "../kinds/transaction-work.js";
import {
  defineLibrary,
  type Library,
  type LibraryCall,
  type Recognise,
  type SiteDraft,
} from "../recogniser.js";

const WORDS: BuilderWords = {
  writes: /^(?:insert|update|delete)$/,
  one: /^\$count$/,
  limits: /^limit$/,
  upserts: /^onConflictDo\w+$|^onDuplicateKeyUpdate$/,
  builds: /^(?:as|toSQL|getSQL|prepare)$/,
};

const statement: Recognise = (call) => {
  const first = call.argument(0);
  const subject = first?.type === "Identifier" ? first.name : undefined;
  return builderQuery(call, WORDS, {
    ...(subject !== undefined && call.operation !== "select" && { subject }),
    batch: "where(inArray(column, ids)) or values(rows)",
  });
};

/** `db.query.users` of `db.query.users.findMany()`. */
function relational(isMany: boolean): Recognise {
  return (call: LibraryCall): SiteDraft => {
    const subject = /\.(\w+)\.\w+$/.exec(call.origin.path)?.[1];
    return databaseQuery(call, {
      access: "read",
      ...(subject !== undefined && { subject }),
      rows: isMany ? rowsBy(call.option(0, "limit")) : "one",
      batch: "findMany({ where: inArray(table.id, ids) })",
    });
  };
}

const DRIVERS = [
  "node-postgres",
  "postgres-js",
  "mysql2",
  "better-sqlite3",
  "libsql",
  "neon-http",
  "neon-serverless",
  "vercel-postgres",
  "planetscale-serverless",
  "pglite",
  "d1",
  "bun-sql",
];

const TYPES = [
  "NodePgDatabase",
  "PostgresJsDatabase",
  "PgDatabase",
  "MySql2Database",
  "MySqlDatabase",
  "BetterSQLite3Database",
  "BaseSQLiteDatabase",
  "LibSQLDatabase",
  "NeonHttpDatabase",
  "NeonDatabase",
  "VercelPgDatabase",
  "PgliteDatabase",
  "PlanetScaleDatabase",
];

export const drizzleOrm: Library = defineLibrary({
  packages: [
    "drizzle-orm",
    "drizzle-orm/pg-core",
    "drizzle-orm/mysql-core",
    "drizzle-orm/sqlite-core",
    ...DRIVERS.map((driver) => `drizzle-orm/${driver}`),
  ],
  docs: "https://orm.drizzle.team/docs/select",
  aliases: {
    ...Object.fromEntries(TYPES.map((name) => [`new ${name}`, "drizzle()"])),
    "new PgTransaction": "drizzle()",
    "drizzle().transaction(0:0)": "drizzle()",
    "drizzle().with()": "drizzle()",
  },
  sites: {
    "drizzle().select()": statement,
    "drizzle().selectDistinct()": statement,
    "drizzle().insert()": statement,
    "drizzle().update()": statement,
    "drizzle().delete()": statement,
    "drizzle().$count()": statement,
    "drizzle().query.*.findMany()": relational(true),
    "drizzle().query.*.findFirst()": relational(false),
    "drizzle().execute()": (call) => databaseQuery(call, { access: "unknown" }),
    "drizzle().transaction()": (call) => transactionWork(call, { argument: 0 }),
  },
});
