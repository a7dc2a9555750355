import { describe, expect, it } from "vitest";
import { startedFileHandlesSignals } from "../../../src/judge/project-checks/started-file-handles-signals.js";
import { analysed } from "../../support/analysed.js";
import type { Tree } from "../../support/project.js";

const WORKER = `import { Worker } from "bullmq";\n\nnew Worker("mail", async () => {});\n`;
const SHUTDOWN = `process.on("SIGTERM", async () => {\n  await server.close();\n});\n`;
const image = (command: string): string =>
  `FROM node:22-slim\nWORKDIR /app\nCOPY . .\nUSER node\nCMD ${command}\n`;

/** A worker whose package handles SIGTERM in a file that the worker may not load. */
const judge = (tree: Tree = {}) =>
  startedFileHandlesSignals.judge(
    analysed({
      "package.json": `{ "name": "mailer", "type": "module", "dependencies": { "bullmq": "5" } }`,
      Dockerfile: image(`["node", "dist/worker.js"]`),
      "src/worker.ts": WORKER,
      "src/main.ts": `import "./shutdown.js";\nimport "./worker.js";\n`,
      "src/shutdown.ts": SHUTDOWN,
      ...tree,
    }),
  );

describe("started-file-handles-signals", () => {
  it("reports an image that starts what loads no handler, though there is one", () => {
    const [finding] = judge().findings;
    expect(finding).toMatchObject({
      location: { file: "Dockerfile" },
      related: [{ file: "src/shutdown.ts", line: 1 }],
      message: expect.stringContaining("starts `src/worker.ts`") as string,
    });
  });

  it.each([
    ["absolute", `["node", "--enable-source-maps", "/app/dist/worker.js"]`],
    ["in shell form", "exec node ./dist/worker.js"],
  ])("finds the source of a path that is %s", (_, command) => {
    expect(judge({ Dockerfile: image(command) }).findings).toHaveLength(1);
  });

  it.each<[string, Tree]>([
    ["starts what loads it", { Dockerfile: image(`["node", "dist/main.js"]`) }],
    [
      "starts what loads it later",
      { "src/worker.ts": `${WORKER}await import("./shutdown.js");\n` },
    ],
    ["starts what loads by a computed name", { "src/worker.ts": `${WORKER}await import(name);\n` }],
    ["starts what speaks of the signal", { "src/worker.ts": `${WORKER}// SIGTERM: see main\n` }],
    ["starts nothing that serves", { "src/worker.ts": "console.log(1);\n" }],
    ["starts a package manager", { Dockerfile: image(`["npm", "start"]`) }],
    ["starts what is not in the project", { Dockerfile: image(`["node", "other.js"]`) }],
    ["has no handler anywhere to load", { "src/shutdown.ts": "export {};\n" }],
  ])("is silent where the image %s", (_, tree) => {
    expect(judge(tree).findings).toEqual([]);
  });

  it("says nothing of projects without images", () => {
    const project = analysed({ "src/worker.ts": WORKER });
    expect(startedFileHandlesSignals.judge(project).state).toBe("not-applicable");
  });
});
