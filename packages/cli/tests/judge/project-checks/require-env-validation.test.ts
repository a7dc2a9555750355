import { describe, expect, it } from "vitest";
import { requireEnvValidation } from "../../../src/judge/project-checks/require-env-validation.js";
import { packageJson } from "../../support/service.js";
import { reported, said } from "../../support/served.js";

const BARE = `export const config = {
  url: process.env.DATABASE_URL,
  user: process.env.DB_USER as string,
  secret: process.env["JWT_SECRET"],
  queue: process.env.QUEUE_URL!,
  mail: { key: process.env.MAIL_KEY },
};
`;

describe("require-env-validation", () => {
  it("reports variables that are taken as they come, at the first", () => {
    expect(reported(requireEnvValidation, { "src/config.ts": BARE })).toEqual([
      "judged",
      "src/config.ts:2",
    ]);
  });

  it.each([
    ["zod", 'import { z } from "zod";\nexport const env = schema.parse(process.env);\n'],
    ["class-validator", "export const env = validateConfig(process.env, Variables);\n"],
  ])("praises %s", (library, text) => {
    const tree = { "package.json": packageJson(library), "src/env.ts": text, "src/a.ts": BARE };

    expect(reported(requireEnvValidation, tree)).toEqual([
      "judged",
      `The environment is checked with ${library}`,
    ]);
  });

  it("sees a check in a file that is configuration by its name", () => {
    const tree = {
      "package.json": packageJson("joi"),
      "src/database.config.ts": "validateConfig(process.env, schema);",
      "src/config.ts": BARE,
    };

    expect(reported(requireEnvValidation, tree)).toEqual([
      "judged",
      "The environment is checked with joi",
    ]);
  });

  it.each([
    ["hands the environment on", "check(process.env);"],
    ["reads it by computed names", "const read = (name) => process.env[name];"],
    [
      "gives defaults",
      BARE.replaceAll(/,\n/g, ' ?? "x",\n').replace("MAIL_KEY }", 'MAIL_KEY ?? "x" }'),
    ],
    ["tests each", "for (const x of [1]) { if (!process.env.DATABASE_URL) throw 1; }"],
  ])("can't tell where code %s", (_name, text) => {
    const few = text.startsWith("for") ? BARE.replace(/.*DB_USER.*\n/, "") : "";

    expect(reported(requireEnvValidation, { "src/a.ts": text, "src/b.ts": few })).toEqual([
      "unknown",
    ]);
  });

  it.each([
    [
      "the framework checks it",
      { "src/app.ts": "ConfigModule.forRoot({ load: [config], validate })" },
    ],
    ["a schema of the settings does", { "src/config/schema.ts": 'import { z } from "zod";' }],
  ])("can't tell where %s after it was read", (_name, tree) => {
    expect(reported(requireEnvValidation, { "src/config.ts": BARE, ...tree })).toEqual(["unknown"]);
  });

  it("leaves alone what runtimes set, comments, tests and environments of children", () => {
    const tree = {
      "src/a.ts": `// ${BARE.replaceAll("\n", "\n// ")}\nexport const port = process.env.PORT;\n`,
      "src/config.test.ts": BARE,
      "src/run.ts": 'spawn("x", [], { env: process.env });',
    };

    expect(reported(requireEnvValidation, tree)).toEqual(["not-applicable"]);
  });

  it("is not concerned with code that no service runs", () => {
    expect(said(requireEnvValidation, [], { "src/config.ts": BARE })).toEqual(["not-applicable"]);
  });
});
