import { modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library } from "../recogniser.js";

const IN = "find(Entity, { id: { $in: ids } })";

/** The methods of an entity manager, which takes the entity first; a repository's options come one earlier. */
function methods(options: number): Readonly<Record<string, ModelOperation>> {
  return {
    find: { access: "read", options, batch: IN },
    findAll: { access: "read", options: options - 1, batch: IN },
    findAndCount: { access: "read", options, batch: IN },
    findOne: { access: "read", options, one: true, batch: IN },
    findOneOrFail: { access: "read", options, one: true, batch: IN },
    count: { access: "read", options, one: true },
    insert: { access: "write", batch: "insertMany(Entity, rows)" },
    insertMany: { access: "write", batch: "one insertMany(Entity, rows)" },
    upsert: { access: "write", isUpsert: true, batch: "upsertMany(Entity, rows)" },
    upsertMany: { access: "write", isUpsert: true, batch: "one upsertMany(Entity, rows)" },
    nativeUpdate: { access: "write", batch: "nativeUpdate(Entity, { id: { $in: ids } }, values)" },
    nativeDelete: { access: "write", batch: "nativeDelete(Entity, { id: { $in: ids } })" },
    // Writes of a unit of work: one `flush` sends them all, in a transaction of its own.
    flush: { access: "write", batch: "one flush() after the loop" },
    persistAndFlush: { access: "write", batch: "persist(entity), and one flush() after the loop" },
    removeAndFlush: { access: "write", batch: "remove(entity), and one flush() after the loop" },
  };
}

const EM = "new EntityManager";

export const mikroOrmCore: Library = defineLibrary({
  packages: [
    "@mikro-orm/core",
    "@mikro-orm/postgresql",
    "@mikro-orm/mysql",
    "@mikro-orm/mariadb",
    "@mikro-orm/sqlite",
    "@mikro-orm/better-sqlite",
    "@mikro-orm/mongodb",
    "@mikro-orm/knex",
  ],
  name: "@mikro-orm/core",
  docs: "https://mikro-orm.io/docs/entity-manager",
  aliases: {
    "MikroORM.init()": "new MikroORM",
    "new MikroORM.em": EM,
    "new SqlEntityManager": EM,
    "new EntityManager.fork()": EM,
    "new EntityManager.transactional(0:0)": EM,
    "new EntityManager.getRepository()": "new EntityRepository",
    "new SqlEntityRepository": "new EntityRepository",
    "new EntityRepository.getEntityManager()": EM,
    "new EntityRepository.em": EM,
  },
  sites: {
    ...modelMethods([EM], methods(2), { limit: "limit", subject: 0 }),
    ...modelMethods(["new EntityRepository"], methods(1), { limit: "limit" }),
    [`${EM}.transactional()`]: (call) => transactionWork(call, { argument: 0 }),
    [`${EM}.begin()`]: (call) =>
      transactionByHand(call, {
        methods: /^(?:commit|rollback)$/,
        remedy: "em.transactional(async (em) => { … }), which rolls back by itself",
      }),
  },
});
