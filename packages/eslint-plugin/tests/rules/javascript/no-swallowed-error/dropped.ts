import type { RuleSamples } from "../../../harness/test-rule.js";
import { FETCH, load, PG } from "./code.js";

/** Handlers after which nobody knows of the failure. */
export const dropped: RuleSamples["reports"] = {
  "an empty catch around a request": load("try {\n    await fetch(id, LIMITED);\n  } catch {}"),
  "an empty catch around a write": `${PG}export async function record(id: string) {
  try {
    await pool.query("INSERT INTO entries VALUES ($1)", [id]);
  } catch {
    // never mind
  }
}
`,
  "null where data was asked for": load(
    "try {\n    return await fetch(id, LIMITED);\n  } catch {\n    return null;\n  }",
  ),
  "an empty list, whatever its type": load(
    "try {\n    return (await fetch(id, LIMITED)).json();\n  } catch {\n    return [] as string[];\n  }",
  ),
  "an empty answer after the handler": load(
    "try {\n    return await fetch(id, LIMITED);\n  } catch {}\n  return null;",
  ),
  "an error that is bound and never used": load(
    "try {\n    await fetch(id, LIMITED);\n  } catch (error) {\n    return;\n  }",
  ),
  "a promise whose rejection is dropped": load("await fetch(id, LIMITED).catch(() => {});"),
  "a promise whose rejection becomes null, where that is minded": {
    code: load("return fetch(id, LIMITED).catch(() => null);"),
    options: [{ possiblyMeant: true }],
  },
  "a promise whose rejection becomes null by a statement": load(
    "return fetch(id, LIMITED).catch(() => { return null; });",
  ),
  "the second argument of then": {
    code: load("return fetch(id, LIMITED).then((r) => r.json(), () => undefined);"),
    options: [{ possiblyMeant: true }],
  },
  "a write whose failure becomes null": `${PG}export const record = (id: string) =>
  pool.query("INSERT INTO entries VALUES ($1)", [id]).catch(() => null);
`,
  "a handler in a constant": `const ignore = () => {};\n${load("await fetch(id, LIMITED).catch(ignore);")}`,
  "a failure of a function that asks": `${FETCH}async function inner(id: string) {
  return fetch(id, LIMITED);
}
${load("try {\n    await inner(id);\n  } catch {}").replace(FETCH, "")}`,
  "an error that is returned as the answer": load(
    "try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    return error;\n  }",
  ),
  "an empty catch around work that is not known, where that is minded": {
    code: load("try {\n    await settings.save(id);\n  } catch {}"),
    options: [{ possiblyMeant: true }],
  },
  "a write that fails in a transaction": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const move = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.stock.create({ data: { id } });
    try {
      await tx.order.create({ data: { id } });
    } catch (error) {
      console.error(error);
    }
  });
`,
  "a write that fails in a transaction and is told to Sentry": `import * as Sentry from "@sentry/node";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const move = (id: string) =>
  prisma.$transaction(async (tx) => {
    try {
      await tx.order.create({ data: { id } });
    } catch (error) {
      Sentry.captureException(error);
    }
  });
`,
  "a failed query that is only told to Sentry, where that is minded": {
    code: `import * as Sentry from "@sentry/node";
${PG}export async function load(id: string) {
  try {
    return await pool.query("SELECT * FROM entries WHERE id = $1", [id]);
  } catch (error) {
    Sentry.withScope((scope) => {
      scope.setTag("id", id);
      Sentry.captureException(error);
    });
    return [];
  }
}
`,
    options: [{ onlyLogged: true }],
  },
  "a write that fails in a transaction and is counted": `import { Counter } from "prom-client";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const failures = new Counter({ name: "failures", help: "orders" });
export const move = (id: string) =>
  prisma.$transaction(async (tx) => {
    try {
      await tx.order.create({ data: { id } });
    } catch {
      failures.inc();
    }
  });
`,
  "a failed query that is only counted, where that is minded": {
    code: `import { metrics } from "@opentelemetry/api";
${PG}const failures = metrics.getMeter("orders").createCounter("failures");
export async function load(id: string) {
  try {
    return await pool.query("SELECT * FROM entries WHERE id = $1", [id]);
  } catch {
    failures.add(1);
    return [];
  }
}
`,
    options: [{ onlyLogged: true }],
  },
  "a failed query that only a span records, where that is minded": {
    code: `import type { Span } from "@opentelemetry/api";
${PG}export async function load(id: string, span?: Span) {
  try {
    return await pool.query("SELECT * FROM entries WHERE id = $1", [id]);
  } catch (error) {
    span?.recordException(error);
    return [];
  }
}
`,
    options: [{ onlyLogged: true }],
  },
  "a failed query that is only logged, where that is minded": {
    code: `${PG}export async function load(id: string) {
  try {
    return await pool.query("SELECT * FROM entries WHERE id = $1", [id]);
  } catch (error) {
    console.error(error);
    return [];
  }
}
`,
    options: [{ onlyLogged: true }],
  },
  "outcomes that nothing reads": load(
    "await Promise.allSettled([fetch(id, LIMITED), fetch(`${id}/lines`, LIMITED)]);",
  ),
  "outcomes of writes, one for each item": `${PG}export async function record(ids: string[]) {
  await Promise.allSettled(ids.map((id) => pool.query("INSERT INTO entries (id) VALUES ($1)", [id])));
}
`,
  "an error listener that drops a lost connection": `import { Pool } from "pg";
const pool = new Pool();
pool.on("error", () => {});
`,
};
