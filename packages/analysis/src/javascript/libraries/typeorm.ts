import { databasePool } from "../kinds/database-owner.js";
import { itemAliases, modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { databaseQuery } from "../kinds/query.js";
import { pooledConnection } from "../kinds/pooled-connection.js";
import { reuseFact } from "../kinds/reuse.js";
import { schemaSync } from "../kinds/schema-sync.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import {
  defineLibrary,
  type Library,
  type LibraryCall,
  type Recognise,
  type SiteDraft,
} from "../recogniser.js";

/** Packages that bring every statement into the transaction through AsyncLocalStorage or CLS. */
const AMBIENT = /typeorm-transactional|@nestjs-cls\/transactional/;

const IN = "find({ where: { id: In(ids) } })";

const METHODS: Readonly<Record<string, ModelOperation>> = {
  find: { access: "read", options: 0, batch: IN },
  findBy: { access: "read", batch: IN },
  findAndCount: { access: "read", options: 0, batch: IN },
  findAndCountBy: { access: "read", batch: IN },
  findByIds: { access: "read", batch: "one findByIds(ids)" },
  findOne: { access: "read", one: true, batch: IN },
  findOneBy: { access: "read", one: true, batch: IN },
  findOneOrFail: { access: "read", one: true, batch: IN },
  findOneByOrFail: { access: "read", one: true, batch: IN },
  count: { access: "read", one: true },
  countBy: { access: "read", one: true },
  exists: { access: "read", one: true, batch: IN },
  existsBy: { access: "read", one: true, batch: IN },
  exist: { access: "read", one: true, batch: IN },
  sum: { access: "read", one: true },
  save: { access: "write", batch: "save(entities)" },
  insert: { access: "write", batch: "insert(rows)" },
  update: { access: "write", batch: "update({ id: In(ids) }, values)" },
  upsert: { access: "write", isUpsert: true, batch: "upsert(rows, keys)" },
  delete: { access: "write", batch: "delete({ id: In(ids) })" },
  remove: { access: "write", batch: "remove(entities)" },
  softDelete: { access: "write", batch: "softDelete({ id: In(ids) })" },
  softRemove: { access: "write", batch: "softRemove(entities)" },
  restore: { access: "write", batch: "restore({ id: In(ids) })" },
  increment: { access: "write" },
  decrement: { access: "write" },
  clear: { access: "write" },
};

/** A manager takes the entity first. */
const OF_MANAGER = Object.fromEntries(
  Object.entries(METHODS).map(([name, operation]): [string, ModelOperation] => [
    name,
    operation.options === undefined ? operation : { ...operation, options: 1 },
  ]),
);

/** A statement of a query runner's manager may be between its BEGIN and COMMIT. */
function byRunner(recognise: Recognise): Recognise {
  return (call) => {
    const draft = recognise(call);
    const isRunner = /QueryRunner/i.test(call.way);
    return isRunner && draft?.kind === "database-query" && draft.details
      ? { ...draft, details: { ...draft.details, transaction: "unknown" } }
      : draft;
  };
}

const STYLE = { limit: "take", ambient: AMBIENT };

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

const BUILDER = "new QueryBuilder**";

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

/** A runner takes a connection from the pool when it is first used (typeorm.io/docs/advanced-topics/query-runner). */
function runner(call: LibraryCall): SiteDraft | undefined {
  return pooledConnection(call, { release: ["release"] });
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
    "getRepository()": "new Repository",
    "getMongoRepository()": "new Repository",
    "getTreeRepository()": "new Repository",
    "getCustomRepository()": "new Repository",
    "new TreeRepository": "new Repository",
    "new MongoRepository": "new Repository",
    "new DataSource.manager": "new EntityManager",
    "new QueryRunner.manager": "new EntityManager",
    "new Repository.manager": "new EntityManager",
    "new DataSource.createQueryRunner()": "new QueryRunner",
    "new DataSource.getRepository()": "new Repository",
    "new EntityManager.getRepository()": "new Repository",
    "new EntityManager.withRepository()": "new Repository",
    "new EntityManager.connection": "new DataSource",
    "new DataSource.transaction(0:0)": "new EntityManager",
    "new DataSource.transaction(1:0)": "new EntityManager",
    "new EntityManager.transaction(0:0)": "new EntityManager",
    "new EntityManager.transaction(1:0)": "new EntityManager",
    "new SelectQueryBuilder": "new QueryBuilder",
    "new InsertQueryBuilder": "new QueryBuilder",
    "new UpdateQueryBuilder": "new QueryBuilder",
    "new DeleteQueryBuilder": "new QueryBuilder",
    "new Repository.createQueryBuilder()": "new QueryBuilder",
    "new EntityManager.createQueryBuilder()": "new QueryBuilder",
    "new DataSource.createQueryBuilder()": "new QueryBuilder",
    "new Repository.findOne()": "new BaseEntity",
    "BaseEntity.createQueryBuilder()": "new QueryBuilder",
    "BaseEntity.getRepository()": "new Repository",
    "BaseEntity.findOne()": "new BaseEntity",
    "BaseEntity.findOneBy()": "new BaseEntity",
    ...itemAliases(["BaseEntity.find()", "BaseEntity.findBy()"], "new BaseEntity"),
    "BaseEntity.create()": "new BaseEntity",
  },
  sites: {
    "new DataSource": dataSource,
    "createConnection()": dataSource,
    "new DataSource.createQueryRunner()": runner,
    "new QueryRunner.startTransaction()": begin,
    ...modelMethods(["new Repository", "BaseEntity"], METHODS, STYLE),
    ...modelMethods(["new EntityManager"], OF_MANAGER, { ...STYLE, subject: 0 }),
    "new BaseEntity.save()": sent("write"),
    "new BaseEntity.remove()": sent("write"),
    "new BaseEntity.softRemove()": sent("write"),
    "new BaseEntity.reload()": sent("read", "one"),
    [`${BUILDER}.getMany()`]: sent("read"),
    [`${BUILDER}.getManyAndCount()`]: sent("read"),
    [`${BUILDER}.getRawMany()`]: sent("read"),
    [`${BUILDER}.getRawAndEntities()`]: sent("read"),
    [`${BUILDER}.getOne()`]: sent("read", "one"),
    [`${BUILDER}.getOneOrFail()`]: sent("read", "one"),
    [`${BUILDER}.getRawOne()`]: sent("read", "one"),
    [`${BUILDER}.getCount()`]: sent("read", "one"),
    [`${BUILDER}.getExists()`]: sent("read", "one"),
    [`${BUILDER}.execute()`]: sent("write"),
    "new DataSource.query()": query,
    "new EntityManager.query()": query,
    "new QueryRunner.query()": query,
    "new Repository.query()": query,
    "new DataSource.transaction()": transaction,
    "new EntityManager.transaction()": transaction,
    "getManager().transaction()": transaction,
  },
});
