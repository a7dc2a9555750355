import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { checkout, project, write, type Tree } from "./support/project.js";
import {
  CHATTY,
  HANGING,
  HEALTH_ROUTE,
  packageJson,
  SOUND,
  UNPROBED,
  without,
} from "./support/service.js";
import { findingsIn, obstaclesOf, reviewOf } from "./support/verdict-of.js";

describe("one cause", () => {
  it("is one finding: a probe needs a health route first", async () => {
    const unhealthy = without(SOUND, "src/main.ts", HEALTH_ROUTE);
    const { findings } = await reviewOf(
      project(tested({ ...unhealthy, "k8s/app.yaml": UNPROBED })),
    );

    expect(findings.map(({ check, related }) => [check, related?.map(({ file }) => file)])).toEqual(
      [["require-health-check", ["k8s/app.yaml"]]],
    );
  });

  it("is the probe where the route is there", async () => {
    const root = project(tested({ ...SOUND, "k8s/app.yaml": UNPROBED }));

    expect(findingsIn(await reviewOf(root))).toEqual(["high k8s-require-probes k8s/app.yaml:17"]);
  });
});

describe("projects of every shape", () => {
  it("may be a monorepo: only the service without a health route is reported", async () => {
    const tree = {
      "package.json": packageJson(),
      ...below("packages/rates", SOUND),
      ...below("packages/prices", without(SOUND, "src/main.ts", HEALTH_ROUTE)),
    };

    expect(findingsIn(await reviewOf(project(tested(tree))))).toEqual([
      "high require-health-check packages/prices/src/main.ts:7",
    ]);
  });

  it("may have no package.json", async () => {
    const tree = { "src/price.ts": HANGING };

    expect(findingsIn(await reviewOf(project(tested(tree))))).toEqual([
      "high require-timeout src/price.ts:2",
    ]);
  });

  it("may be an empty folder, of which nothing can be said", async () => {
    const { exitCode, stdout, stderr } = await faultline(project({}), "review");

    expect(stdout).toContain("CANNOT JUDGE");
    expect(stderr).toMatch(/^faultline: There is no source file to review\. Run .*\n$/);
    expect(exitCode).toBe(2);
  });

  it("may be a checkout: what git ignores is not reviewed", async () => {
    const root = checkout(tested({ ...SOUND, "src/greet.ts": CHATTY, ".gitignore": "legacy/\n" }));
    write(root, { "legacy/price.ts": HANGING });

    expect(findingsIn(await reviewOf(root))).toEqual(["medium structured-logging src/greet.ts:2"]);
  });

  it("may be a checkout that ignores every source, of which nothing can be said", async () => {
    const root = checkout({ ...tested(SOUND, { sources: [] }), ".gitignore": "src/\n" });

    expect(await obstaclesOf(root)).toEqual(["There is no source file to review."]);
  });
});

function below(folder: string, tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([file, text]) => [`${folder}/${file}`, text]),
  );
}
