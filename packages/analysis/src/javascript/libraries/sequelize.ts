import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import { databasePool } from "../kinds/database-owner.js";
import { each, itemAliases, modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { byOption } from "../kinds/query.js";
import { schemaSync } from "../kinds/schema-sync.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/** `Sequelize.useCLS(namespace)` brings every statement into the transaction (sequelize.org/docs/v6/other-topics/transactions). */
const AMBIENT = /\buseCLS\s*\(/;

const STYLE = { transaction: "transaction", limit: "limit", ambient: AMBIENT };

const ALL = "findAll({ where: { id: ids } })";

const BY_IDS = "destroy({ where: { id: ids } })";

const MODEL: Readonly<Record<string, ModelOperation>> = {
  ...each(["findAll", "findAndCountAll"], { access: "read", options: 0, batch: ALL }),
  findOne: { access: "read", options: 0, one: true, batch: ALL },
  findByPk: { access: "read", options: 1, one: true, batch: ALL },
  count: { access: "read", options: 0, one: true, batch: "count({ group })" },
  ...each(["create", "bulkCreate"], { access: "write", options: 1, batch: "bulkCreate(rows)" }),
  ...each(["findOrCreate", "findCreateFind"], { access: "write", options: 0, isUpsert: true }),
  upsert: { access: "write", options: 1, isUpsert: true, batch: "bulkCreate(rows)" },
  update: { access: "write", options: 1, batch: "update(values, { where: { id: ids } })" },
  ...each(["destroy", "restore"], { access: "write", options: 0, batch: BY_IDS }),
  ...each(["increment", "decrement"], { access: "write", options: 1 }),
};

const ROW: Readonly<Record<string, ModelOperation>> = {
  save: { access: "write", options: 0, batch: "bulkCreate(rows, { updateOnDuplicate })" },
  update: { access: "write", options: 1, batch: "Model.update(values, { where: { id: ids } })" },
  ...each(["destroy", "restore"], { access: "write", options: 0, batch: BY_IDS }),
  reload: { access: "read", options: 0, one: true, batch: ALL },
  ...each(["increment", "decrement"], { access: "write", options: 1 }),
};

/** An option of `new Sequelize(…)`, whose options are the last of one to four arguments. */
function optionOf(call: LibraryCall, name: string): OptionValue {
  const values = call.node.arguments.map((_argument, index) => call.option(index, name));
  return (
    values.find(({ state }) => state === "given" || state === "constant") ??
    // A URL is a string or a call that gives one; the options are an object.
    values.findLast(({ state }, index) => state === "absent" || index === values.length - 1) ?? {
      state: "absent",
    }
  );
}

/** A statement that each new connection runs. */
const SETS_LIMIT = /\bset\s+(?:session\s+)?statement_timeout\b/i;

/** It waits 60 s for a connection, and for ever for the answer to a statement (`lib/sequelize.js` of 6.37). */
function statementLimit(call: LibraryCall): Fact {
  if (!isPostgres(call)) return unknown("what limits a statement depends on the dialect");
  const options = optionOf(call, "dialectOptions");
  if (options.state === "unknown") return unknown("its options can't be read here");
  const limits = ["statement_timeout", "query_timeout"].map((name) =>
    options.state === "absent" ? options : readOption(call.facts.bindings, options.node, name),
  );
  if (limits.some(({ state }) => state === "given" || state === "constant"))
    return present("statements are limited in `dialectOptions`");
  if (limits.some(({ state }) => state === "unknown") || call.facts.mentions(SETS_LIMIT))
    return unknown("its options can't be read here");
  return absent(
    "a statement may run for ever and keep its connection",
    "dialectOptions: { statement_timeout: 10_000 }",
  );
}

function isPostgres(call: LibraryCall): boolean {
  const dialect = optionOf(call, "dialect");
  if (dialect.state === "constant") return dialect.value === "postgres";
  const others = ["mysql2", "mariadb", "sqlite3", "tedious", "oracledb"];
  return (
    call.facts.package.majorOf("pg") !== undefined &&
    others.every((name) => call.facts.package.majorOf(name) === undefined)
  );
}

/** With a function it commits by itself, without one the code does. */
function transaction(call: LibraryCall): SiteDraft | undefined {
  const isAmbient = call.facts.packageMentions(AMBIENT);
  const work = transactionWork(call, { isAmbient });
  if (work || call.node.arguments.length > 1) return work;
  return transactionByHand(call, {
    methods: /^(?:commit|rollback)$/,
    remedy: "catch { await transaction.rollback() }",
  });
}

function query(call: LibraryCall): SiteDraft {
  const text = call.option(0, "query");
  const sql = text.state === "constant" || text.state === "given" ? text.node : call.argument(0);
  return sqlQuery(call, sql, {
    transaction: byOption(call.option(1, "transaction")),
    ...(call.facts.packageMentions(AMBIENT) && { isAmbient: true }),
  });
}

function sync(call: LibraryCall): SiteDraft {
  const [alter, force] = [call.option(0, "alter"), call.option(0, "force")];
  const isForced = force.state === "constant" && force.value === true;
  return databasePool(call, {
    migrations: schemaSync(call, isForced ? force : alter, {
      synced: isForced
        ? "`force: true` drops the tables and makes them anew"
        : "`alter: true` changes tables to fit the models",
      remedy: "umzug, or `npx sequelize-cli db:migrate`, in the deployment",
    }),
  });
}

/** Ways to a model: a class that extends `Model`, and what `define` made. Rows are instances of it. */
export const sequelize: Library = defineLibrary({
  packages: ["sequelize", "sequelize-typescript", "@sequelize/core"],
  name: "sequelize",
  docs: "https://sequelize.org/docs/v6/core-concepts/model-querying-basics/",
  aliases: {
    // A default import is the class itself.
    "new ": "new Sequelize",
    "new Sequelize.define()": "Model",
    "new Sequelize.model()": "Model",
    "new ModelStatic": "Model",
    "new new Sequelize.define()": "new Model",
    "Model.findByPk()": "new Model",
    "Model.findOne()": "new Model",
    "Model.create()": "new Model",
    "Model.build()": "new Model",
    "Model.scope()": "Model",
    "Model.unscoped()": "Model",
    "Model.schema()": "Model",
    ...itemAliases(["Model.findAll()"], "new Model"),
    "Model.sequelize": "new Sequelize",
    "new Model.sequelize": "new Sequelize",
  },
  sites: {
    "new Sequelize": (call) => databasePool(call, { timeout: statementLimit(call) }),
    ...modelMethods(["Model"], MODEL, STYLE),
    ...modelMethods(["new Model"], ROW, STYLE),
    "new Sequelize.query()": query,
    "new Sequelize.transaction()": transaction,
    "new Sequelize.sync()": sync,
    "Model.sync()": sync,
  },
});
