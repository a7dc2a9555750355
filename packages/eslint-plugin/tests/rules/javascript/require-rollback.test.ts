import { testRule } from "../../harness/test-rule.js";

const SEQUELIZE = `import { Sequelize } from "sequelize";
const sequelize = new Sequelize("postgres://localhost/app");
`;

testRule("require-rollback", {
  reports: {
    "an error before COMMIT": `import type { PoolClient } from "pg";
export async function close(client: PoolClient) {
  await client.query("BEGIN");
  await client.query("DELETE FROM entries");
  await client.query("COMMIT");
}
`,
    "a catch that only logs": `import type { PoolClient } from "pg";
export async function close(client: PoolClient) {
  try {
    await client.query("BEGIN");
    await client.query("DELETE FROM entries");
    await client.query("COMMIT");
  } catch (error) {
    console.error(error);
  }
}
`,
    "an early return": `${SEQUELIZE}export async function close(user) {
  const transaction = await sequelize.transaction();
  try {
    if (!(await user.isOpen({ transaction }))) return false;
    await user.close({ transaction });
    await transaction.commit();
    return true;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
`,
    "a runner that is only released": `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres" });
export async function close() {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query("DELETE FROM entries");
    await runner.commitTransaction();
  } finally {
    await runner.release();
  }
}
`,
    "a transaction of knex": `import knex from "knex";
const db = knex({ client: "pg" });
export async function close() {
  const trx = await db.transaction();
  await trx("entries").del();
  await trx.commit();
}
`,
  },
  silent: {
    "a rollback on every error": `import type { PoolClient } from "pg";
export async function close(client: PoolClient) {
  await client.query("BEGIN");
  try {
    await client.query("DELETE FROM entries");
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
`,
    "a connection that is thrown away": `import { Pool } from "pg";
const pool = new Pool();
export async function close() {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("DELETE FROM entries");
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
`,
    "a transaction that others end": `import type { PoolClient } from "pg";
export async function begin(client: PoolClient) {
  await client.query("BEGIN");
  await client.query("SET LOCAL app.user = 'a'");
}
`,
    "a rollback before the early return": `${SEQUELIZE}export async function close(user) {
  const transaction = await sequelize.transaction();
  try {
    if (!(await user.isOpen({ transaction }))) {
      await transaction.rollback();
      return false;
    }
    await user.close({ transaction });
    await transaction.commit();
    return true;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
`,
    "a rollback where a condition says that it is open": `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres" });
export async function close() {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query("DELETE FROM entries");
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}
`,
    "a session that is ended": `import mongoose from "mongoose";
export async function close(user) {
  const session = await mongoose.startSession();
  session.startTransaction();
  try {
    await user.close({ session });
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}
`,
    "a transaction that is handed out": `${SEQUELIZE}export async function begin(context) {
  const transaction = await sequelize.transaction();
  await context.lock({ transaction });
  context.transaction = transaction;
}
`,
    "a function that rolls back for it": `import type { PoolClient } from "pg";
import { rollbackQuietly } from "./quietly.js";
export async function close(client: PoolClient) {
  await client.query("BEGIN");
  try {
    await client.query("DELETE FROM entries");
    await client.query("COMMIT");
  } catch (error) {
    await rollbackQuietly(client);
    throw error;
  }
}
`,
  },
});
