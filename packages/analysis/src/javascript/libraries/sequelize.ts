import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import { databasePool } from "../kinds/database-owner.js";
import { OF_MODEL, OF_ROW } from "../kinds/active-record-methods.js";
import { itemAliases, modelMethods } from "../kinds/model-query.js";
import { byOption } from "../kinds/query.js";
import { schemaSync } from "../kinds/schema-sync.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

/** `Sequelize.useCLS(namespace)` brings every statement into the transaction (sequelize.org/docs/v6/other-topics/transactions). */
const AMBIENT = /\buseCLS\s*\(/;

const STYLE = { transaction: "transaction", limit: "limit", ambient: AMBIENT };

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

/** The place to set the limit is `dialectOptions`, which several instances may share: the first is told. */
function instance(call: LibraryCall): SiteDraft {
  const options = optionOf(call, "dialectOptions");
  const place = options.state === "given" ? options.node : undefined;
  const isTold =
    place !== undefined && toldAt.get(place) !== undefined && toldAt.get(place) !== call.node;
  if (place && !isTold) toldAt.set(place, call.node);
  const timeout = isTold ? unknown("its options are another instance's too") : statementLimit(call);
  const draft = databasePool(call, { timeout });
  return place && timeout.state === "absent" ? { ...draft, node: place } : draft;
}

const toldAt = new WeakMap<Node, Node>();

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
  configuration: {
    "new Sequelize": {
      credentials: ["2 password", "0.password", "3.password"],
      addresses: ["0", "0.host", "3.host"],
      unless: { place: "3.dialect", is: /sqlite/ },
    },
  },
  sites: {
    "new Sequelize": instance,
    ...modelMethods(["Model"], OF_MODEL, STYLE),
    ...modelMethods(["new Model"], OF_ROW, STYLE),
    "new Sequelize.query()": query,
    "new Sequelize.transaction()": transaction,
    "new Sequelize.sync()": sync,
    "Model.sync()": sync,
  },
});
