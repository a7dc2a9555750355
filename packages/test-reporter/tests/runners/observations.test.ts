import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordRun, type RUNNERS } from "../support/run-runner.js";

let server: PGLiteSocketServer;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const db = await PGlite.create();
  server = new PGLiteSocketServer({ db, port: 0, maxConnections: 20 });
  await server.start();
  env = { PGPORT: server.getServerConn().split(":").at(-1) ?? "", PGSSLMODE: "disable" };
}, 30_000);

afterAll(() => server.stop());

// One suite, one snapshot: whatever runs the tests, the probe sees the same. `npm run compat` has
// other versions of the runners, and other compilers, against the same snapshot.
it.each<{ runner: keyof typeof RUNNERS; parameters: string }>([
  { runner: "vitest", parameters: "run" },
  { runner: "vitest", parameters: "run --pool=threads --no-isolate --no-file-parallelism" },
  { runner: "jest", parameters: "--maxWorkers=2" },
  { runner: "jest", parameters: "--runInBand" },
  { runner: "jest", parameters: "--workerThreads --maxWorkers=2" },
])("sees the same with $runner $parameters", { timeout: 60_000 }, async (mode) => {
  const recorded = await recordRun("runners", mode.runner, mode.parameters.split(" "), env);
  await expect(recorded).toMatchFileSnapshot("../__snapshots__/runners.txt");
});
