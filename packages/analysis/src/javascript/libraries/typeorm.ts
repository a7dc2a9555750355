import { databasePool } from "../kinds/database-owner.js";
import { itemAliases, modelMethods } from "../kinds/model-query.js";
import { databaseQuery } from "../kinds/query.js";
import { pooledConnection } from "../kinds/pooled-connection.js";
import { OF_MANAGER, OF_REPOSITORY } from "../kinds/repository-methods.js";
import { reuseFact } from "../kinds/reuse.js";
import { schemaSync } from "../kinds/schema-sync.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { DATA_SOURCE_OPTIONS } from "../kinds/typeorm-options.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import type { LibraryCall, Recognise, SiteDraft } from "../recogniser.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** Packages that bring every statement into the transaction through AsyncLocalStorage or CLS. */
const AMBIENT = /typeorm-transactional|@nestjs-cls\/transactional/;

/** A statement of a runner may be between its BEGIN and COMMIT. */
const STYLE = { limit: "take", ambient: AMBIENT, byHand: /QueryRunner/i };

/** The call at the end of a builder's chain sends it. */
function sent(access: "read" | "write", rows: "one" | "unlimited" = "unlimited"): Recognise {
  return (call) => {
    const written = call.facts.textOf(call.node.callee);
    const isLimited = /\.(?:take|limit)\(/.test(written);
    return databaseQuery(call, {
      access,
      ...(access === "read" && { rows: isLimited ? "limited" : rows }),
      isUpsert: /\.(?:orUpdate|orIgnore|onConflict)\(/.test(written),
      batch: access === "read" ? ".where({ id: In(ids) })" : ".values(rows)",
      ...(call.facts.packageMentions(AMBIENT) && { isAmbient: true }),
    });
  };
}

/** The ends of a builder's chain. */
function at(names: readonly string[], recognise: Recognise): Readonly<Record<string, Recognise>> {
  return Object.fromEntries(names.map((name) => [`new QueryBuilder**.${name}()`, recognise]));
}

function dataSource(call: LibraryCall): SiteDraft {
  return databasePool(call, {
    reuse: reuseFact(call, ["destroy", "close"], "one DataSource for the process"),
    migrations: schemaSync(call, call.option(0, "synchronize"), {
      synced: "`synchronize: true` changes tables to fit the entities",
      remedy: "migrations: [...], migrationsRun: true",
    }),
  });
}

function query(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.argument(0), {
    ...(call.facts.packageMentions(AMBIENT) && { isAmbient: true }),
  });
}

/** `transaction(work)` and `transaction("SERIALIZABLE", work)`. */
function transaction(call: LibraryCall): ReturnType<Recognise> {
  return transactionWork(call, { isAmbient: call.facts.packageMentions(AMBIENT) });
}

function begin(call: LibraryCall): SiteDraft {
  return transactionByHand(call, {
    methods: /^(?:commitTransaction|rollbackTransaction)$/,
    remedy: "catch { await queryRunner.rollbackTransaction() }",
  });
}

const HOLDERS = ["DataSource", "EntityManager", "QueryRunner", "Repository"];
const REPOSITORIES = ["Repository", "MongoRepository", "TreeRepository", "CustomRepository"];

/** The same way from several classes. */
function ways(
  classes: readonly string[],
  way: string,
  to: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(classes.map((name) => [`new ${name}${way}`, to]));
}

export const typeorm: Library = defineLibrary({
  packages: ["typeorm"],
  docs: "https://typeorm.io/docs/working-with-entity-manager/repository-api",
  aliases: {
    "new Connection": "new DataSource",
    "createConnection()": "new DataSource",
    "getConnection()": "new DataSource",
    "new DataSource.initialize()": "new DataSource",
    "new DataSource.connect()": "new DataSource",
    "getManager()": "new EntityManager",
    ...Object.fromEntries(REPOSITORIES.map((name) => [`get${name}()`, "new Repository"])),
    "new TreeRepository": "new Repository",
    "new MongoRepository": "new Repository",
    "new DataSource.createQueryRunner()": "new QueryRunner",
    "new EntityManager.withRepository()": "new Repository",
    "new EntityManager.connection": "new DataSource",
    ...ways(HOLDERS, ".transaction(0:0)", "new EntityManager"),
    ...ways(HOLDERS, ".transaction(1:0)", "new EntityManager"),
    ...ways(HOLDERS, ".getRepository()", "new Repository"),
    ...ways(HOLDERS, ".manager", "new EntityManager"),
    ...ways(
      ["SelectQueryBuilder", "InsertQueryBuilder", "UpdateQueryBuilder"],
      "",
      "new QueryBuilder",
    ),
    ...ways(["DeleteQueryBuilder"], "", "new QueryBuilder"),
    ...ways(HOLDERS, ".createQueryBuilder()", "new QueryBuilder"),
    "new Repository.findOne()": "new BaseEntity",
    "BaseEntity.createQueryBuilder()": "new QueryBuilder",
    "BaseEntity.getRepository()": "new Repository",
    "BaseEntity.findOne()": "new BaseEntity",
    "BaseEntity.findOneBy()": "new BaseEntity",
    ...itemAliases(["BaseEntity.find()", "BaseEntity.findBy()"], "new BaseEntity"),
    "BaseEntity.create()": "new BaseEntity",
  },
  configuration: {
    "new DataSource": DATA_SOURCE_OPTIONS,
    "createConnection()": DATA_SOURCE_OPTIONS,
  },
  sites: {
    "new DataSource": dataSource,
    "createConnection()": dataSource,
    // A runner takes a connection when it is first used (typeorm.io/docs/advanced-topics/query-runner).
    "new DataSource.createQueryRunner()": (call) =>
      pooledConnection(call, { release: ["release"], isLazy: true }),
    "new QueryRunner.startTransaction()": begin,
    ...modelMethods(["new Repository", "BaseEntity"], OF_REPOSITORY, STYLE),
    ...modelMethods(["new EntityManager"], OF_MANAGER, { ...STYLE, subject: 0 }),
    "new BaseEntity.save()": sent("write"),
    "new BaseEntity.remove()": sent("write"),
    "new BaseEntity.softRemove()": sent("write"),
    "new BaseEntity.reload()": sent("read", "one"),
    ...at(
      ["getMany", "getManyAndCount", "getRawMany", "getRawAndEntities", "stream"],
      sent("read"),
    ),
    ...at(["getOne", "getOneOrFail", "getRawOne", "getCount", "getExists"], sent("read", "one")),
    ...at(["execute"], sent("write")),
    "new DataSource.query()": query,
    "new EntityManager.query()": query,
    "new QueryRunner.query()": query,
    "new Repository.query()": query,
    "new DataSource.transaction()": transaction,
    "new EntityManager.transaction()": transaction,
    "getManager().transaction()": transaction,
  },
});
