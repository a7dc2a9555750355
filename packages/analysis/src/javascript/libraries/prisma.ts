import { databasePool } from "../kinds/database-owner.js";
import { reuseFact } from "../kinds/reuse.js";
import { databaseQuery, rowsBy } from "../kinds/query.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const MODEL = "new PrismaClient.*.";

/** `user` of `new PrismaClient.user.findMany`. */
function modelOf(path: string): string | undefined {
  return /\.(\w+)\.\w+$/.exec(path)?.[1];
}

/** A read of one row; the client gathers `findUnique` calls of one tick into one statement. */
function findOne(isBatchedByLibrary: boolean): Recognise {
  return (call) =>
    databaseQuery(call, {
      access: "read",
      subject: modelOf(call.origin.path),
      rows: "one",
      isBatchedByLibrary,
      batch: "findMany({ where: { id: { in: ids } } })",
    });
}

function findMany(call: Parameters<Recognise>[0]) {
  return databaseQuery(call, {
    access: "read",
    subject: modelOf(call.origin.path),
    rows: rowsBy(call.option(0, "take")),
    batch: "findMany({ where: { parentId: { in: ids } } })",
  });
}

function write(batch: string, isUpsert = false): Recognise {
  return (call) =>
    databaseQuery(call, { access: "write", subject: modelOf(call.origin.path), batch, isUpsert });
}

const aggregate: Recognise = (call) =>
  databaseQuery(call, {
    access: "read",
    subject: modelOf(call.origin.path),
    rows: "one",
    batch: "groupBy({ by: […], where: { id: { in: ids } } })",
  });

/** Raw text as a string; its tagged form is safe by construction. */
function rawText(access: "read" | "write"): Recognise {
  return (call) => databaseQuery(call, { access, sql: call.argument(0), rows: "unknown" });
}

function transaction(call: Parameters<Recognise>[0]) {
  return transactionWork(call, { argument: 0 });
}

/** A client keeps a pool of its own (prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections). */
function client(call: LibraryCall): ReturnType<Recognise> {
  return databasePool(call, {
    reuse: reuseFact(call, ["$disconnect"], "one PrismaClient for the process"),
  });
}

/** The generated client is `@prisma/client`, or a file of the project that its `output` names. */
export const prisma: Library = defineLibrary({
  packages: ["@prisma/client", "@prisma/client/edge", "@prisma/client/extension"],
  docs: "https://www.prisma.io/docs/orm/reference/prisma-client-reference",
  aliases: {
    "new PrismaClient.$extends()": "new PrismaClient",
    "new PrismaClient.$transaction(0:0)": "new PrismaClient",
    "new Prisma.TransactionClient": "new PrismaClient",
    "new Prisma.DefaultPrismaClient": "new PrismaClient",
  },
  sites: {
    "new PrismaClient": client,
    [`${MODEL}findUnique()`]: findOne(true),
    [`${MODEL}findUniqueOrThrow()`]: findOne(true),
    [`${MODEL}findFirst()`]: findOne(false),
    [`${MODEL}findFirstOrThrow()`]: findOne(false),
    [`${MODEL}findMany()`]: findMany,
    [`${MODEL}count()`]: aggregate,
    [`${MODEL}aggregate()`]: aggregate,
    [`${MODEL}groupBy()`]: aggregate,
    [`${MODEL}create()`]: write("createMany({ data: rows })"),
    [`${MODEL}createMany()`]: write("one createMany({ data: rows })"),
    [`${MODEL}createManyAndReturn()`]: write("one createManyAndReturn({ data: rows })"),
    [`${MODEL}update()`]: write("updateMany({ where: { id: { in: ids } }, data })"),
    [`${MODEL}updateMany()`]: write("one updateMany({ where, data })"),
    [`${MODEL}updateManyAndReturn()`]: write("one updateManyAndReturn({ where, data })"),
    [`${MODEL}upsert()`]: write("$transaction(rows.map((row) => prisma.model.upsert(…)))", true),
    [`${MODEL}delete()`]: write("deleteMany({ where: { id: { in: ids } } })"),
    [`${MODEL}deleteMany()`]: write("deleteMany({ where: { id: { in: ids } } })"),
    "new PrismaClient.$queryRawUnsafe()": rawText("read"),
    "new PrismaClient.$executeRawUnsafe()": rawText("write"),
    "new PrismaClient.$transaction()": transaction,
  },
  templates: {
    "new PrismaClient.$queryRaw``": (template) => databaseQuery(template, { access: "read" }),
    "new PrismaClient.$executeRaw``": (template) => databaseQuery(template, { access: "write" }),
  },
});
