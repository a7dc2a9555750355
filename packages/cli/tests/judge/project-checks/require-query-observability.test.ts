import { describe, expect, it } from "vitest";
import { requireQueryObservability } from "../../../src/judge/project-checks/require-query-observability.js";
import { packageJson } from "../../support/service.js";
import { reported } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

const pool = site("pool", { library: "pg", operation: "Pool", location: place("src/db.ts", 3) });

describe("require-query-observability", () => {
  it("reports a service at its pool", () => {
    expect(reported(requireQueryObservability, {}, pool)).toEqual(["judged", "src/db.ts:3"]);
  });

  it("praises what measures statements", () => {
    const tree = { "package.json": packageJson("pg", "@opentelemetry/instrumentation-pg") };

    expect(reported(requireQueryObservability, tree, pool)).toEqual([
      "judged",
      "Statements are measured with @opentelemetry/instrumentation-pg",
    ]);
  });

  it.each([
    ["a hook", { "src/db.ts": 'prisma.$on("query", time)' }],
    ["a log of slow statements", { "compose.yaml": "command: -c log_min_duration_statement=200" }],
    ["an option that logs", { "src/db.ts": "new Sequelize(url, { logging: console.log })" }],
  ])("can't tell where there is %s", (_name, tree) => {
    expect(reported(requireQueryObservability, tree, pool)).toEqual(["unknown"]);
  });

  it("is not concerned with a service that has no database", () => {
    expect(reported(requireQueryObservability)).toEqual(["not-applicable"]);
  });
});
