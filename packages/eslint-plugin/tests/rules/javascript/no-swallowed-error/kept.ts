import type { RuleSamples } from "../../../harness/test-rule.js";
import { FETCH, load, PG } from "./code.js";

/** Handlers that pass the failure on, or deal with it. */
export const kept: RuleSamples["silent"] = {
  "an empty catch around work that is not known": load(
    "try {\n    await settings.save(id);\n  } catch {}",
  ),
  "a value that is written at the call": load("return fetch(id, LIMITED).catch(() => null);"),
  "a failure that is logged, where only meant ones are minded": {
    code: load(
      "try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    console.error(error);\n    return [];\n  }",
    ),
    options: [{ possiblyMeant: true }],
  },
  "a handler that rethrows": load(
    "try {\n    await fetch(id, LIMITED);\n  } catch (error) {\n    throw error;\n  }",
  ),
  "a handler that wraps": load(
    'try {\n    await fetch(id, LIMITED);\n  } catch (cause) {\n    throw new Error("no entry", { cause });\n  }',
  ),
  "a handler that logs": load(
    "try {\n    await fetch(id, LIMITED);\n  } catch (error) {\n    report(error);\n  }",
  ),
  "a handler that returns the error": load(
    "try {\n    return { ok: true, value: await fetch(id, LIMITED) };\n  } catch (error) {\n    return { ok: false, error };\n  }",
  ),
  "a handler that returns an answer of its own": load(
    'try {\n    await fetch(id, LIMITED);\n    return { status: "up" };\n  } catch {\n    return { status: "down" };\n  }',
  ),
  "a handler that tests the error": load(
    "try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    if (isMissing(error)) return null;\n    throw error;\n  }",
  ),
  "a yes or no": load(
    "try {\n    await fetch(id, LIMITED);\n    return true;\n  } catch {\n    return false;\n  }",
  ),
  "a yes or no that the answer gives": load(
    "try {\n    const response = await fetch(id, LIMITED);\n    return response.ok;\n  } catch {\n    return false;\n  }",
  ),
  "a yes or no after the handler": load(
    "try {\n    await fetch(id, LIMITED);\n  } catch {\n    return false;\n  }\n  return true;",
  ),
  "a yes or no of a promise": load(
    "return fetch(id, LIMITED).then((r) => r.ok).catch(() => false);",
  ),
  "a flag that is set": load(
    "let failed = false;\n  try {\n    await fetch(id, LIMITED);\n  } catch {\n    failed = true;\n  }\n  return failed;",
  ),
  "an outcome that is tested afterwards": load(
    'let entry;\n  try {\n    entry = await fetch(id, LIMITED);\n  } catch {}\n  if (!entry) throw new Error("no entry");\n  return entry;',
  ),
  "a result that is tested before it is used": load(
    'const entry = await fetch(id, LIMITED).catch(() => null);\n  if (!entry) throw new Error("no entry");\n  return entry.json();',
  ),
  "a result with another behind it": load(
    'return (await fetch(id, LIMITED).catch(() => null)) ?? fetch("/other", LIMITED);',
  ),
  "another way after the handler": load(
    'try {\n    return await fetch(id, LIMITED);\n  } catch {}\n  return fetch("/other", LIMITED);',
  ),
  "another attempt of a loop": load(
    'for (let attempt = 0; attempt < 3; attempt++) {\n    try {\n      return await fetch(id, LIMITED);\n    } catch {}\n  }\n  throw new Error("no entry");',
  ),
  "the next round of a loop, in so many words": load(
    "for (const url of [id]) {\n    try {\n      await fetch(url, LIMITED);\n    } catch {\n      continue;\n    }\n    return url;\n  }",
  ),
  "a probe that reaches no other process": load(
    "try {\n    return JSON.parse(id);\n  } catch {\n    return null;\n  }",
  ),
  "a probe of a promise": `import { access } from "node:fs/promises";
export const exists = (path: string) => access(path).then(() => true).catch(() => false);
`,
  "a rollback after the error that counts": `${PG}export async function record() {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
`,
  "clean-up in a finally": load(
    'try {\n    return await fetch(id, LIMITED);\n  } finally {\n    await fetch("/done", LIMITED).catch(() => {});\n  }',
  ),
  "clean-up in a handler": load(
    'try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    try {\n      await fetch("/undo", LIMITED);\n    } catch {}\n    throw error;\n  }',
  ),
  "a connection that is let go": `${PG}export async function stop() {
  try {
    await pool.query("SELECT pg_advisory_unlock(1)");
    await pool.end();
  } catch {}
}
`,
  "a failure that the called function deals with": `${FETCH}async function inner(id: string) {
  try {
    return await fetch(id, LIMITED);
  } catch (error) {
    report(error);
  }
}
${load("try {\n    await inner(id);\n  } catch {}").replace(FETCH, "")}`,
  "an error that the function's type promises": `${FETCH}export async function load(id: string): Promise<Response | Error> {
  try {
    return await fetch(id, LIMITED);
  } catch (error) {
    return error as Error;
  }
}
`,
  "an empty catch around work that is not known, with the reason": {
    code: load(
      "try {\n    await settings.save(id);\n  } catch {\n    // the settings are saved again on exit\n  }",
    ),
    options: [{ possiblyMeant: true }],
  },
  "a failure that is told to Sentry": `import * as Sentry from "@sentry/node";
${load("try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    Sentry.captureException(error);\n    return [];\n  }")}`,
  "a failure that is counted": `import { Counter } from "prom-client";
const failures = new Counter({ name: "failures", help: "loads" });
${load("try {\n    return await fetch(id, LIMITED);\n  } catch {\n    failures.labels(id).inc();\n    return [];\n  }")}`,
  "a failure that is counted and rethrown, where log lines are minded": {
    code: `import { Counter } from "prom-client";
const failures = new Counter({ name: "failures", help: "loads" });
${load("try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    failures.inc();\n    throw error;\n  }")}`,
    options: [{ onlyLogged: true }],
  },
  "a failure that a span records": `import { trace } from "@opentelemetry/api";
${load("try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    trace.getActiveSpan()?.recordException(error);\n    return [];\n  }")}`,
  "a failure that is told to Sentry and rethrown, where log lines are minded": {
    code: `import { captureException } from "@sentry/node";
${load("try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    captureException(error);\n    throw error;\n  }")}`,
    options: [{ onlyLogged: true }],
  },
  "a failure that a scope's callback hands on": {
    code: `import { withScope } from "@sentry/node";
import { report } from "./errors.js";
${load("try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    withScope(() => report(error));\n    return [];\n  }")}`,
    options: [{ onlyLogged: true }],
  },
  "a write in a transaction that rolls it back": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const move = (id: string) =>
  prisma.$transaction(async (tx) => {
    try {
      await tx.order.create({ data: { id } });
    } catch (error) {
      console.error(error);
      throw error;
    }
  });
`,
  "a failure that is logged in a loop, where only logging is minded": {
    code: load(
      "for (const url of [id]) {\n    try {\n      await fetch(url, LIMITED);\n    } catch (error) {\n      console.error(error);\n    }\n  }",
    ),
    options: [{ onlyLogged: true }],
  },
  "outcomes that are looked at": load(
    "const outcomes = await Promise.allSettled([fetch(id, LIMITED)]);\n  for (const { status } of outcomes) report(status);",
  ),
  "outcomes that the caller gets": load("return Promise.allSettled([fetch(id, LIMITED)]);"),
  "outcomes that go on in a chain": load(
    "await Promise.allSettled([fetch(id, LIMITED)]).then(report);",
  ),
  "outcomes of calls that deal with their failures": load(
    "await Promise.allSettled([fetch(id, LIMITED).catch(report)]);",
  ),
  "outcomes of a clean-up": `${PG}export async function stop() {
  await Promise.allSettled([pool.query("DELETE FROM locks"), pool.end()]);
}
`,
  "outcomes of work that is not known": load("await Promise.allSettled([settings.save(id)]);"),
  "a failed request that is logged, which may have been an extra": {
    code: load(
      "try {\n    return await fetch(id, LIMITED);\n  } catch (error) {\n    console.error(error);\n    return [];\n  }",
    ),
    options: [{ onlyLogged: true }],
  },
  "a failed query that is logged, with a comment that says why": {
    code: `${PG}export async function seen(id: string) {
  try {
    await pool.query("UPDATE users SET seen = now() WHERE id = $1", [id]);
  } catch (error) {
    // Best effort: nobody misses one time of last use.
    console.error(error);
  }
}
`,
    options: [{ onlyLogged: true }],
  },
  "a handler in another file": `import { ignore } from "./errors.js";
${load("await fetch(id, LIMITED).catch(ignore);")}`,
  "an error listener on a stream": `export const watch = (stream: Stream) => stream.on("error", () => {});\n`,
  "an error listener that reports": `import { Pool } from "pg";
const pool = new Pool();
pool.on("error", (error) => report(error));
`,
};
