import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { analyseSource } from "@faultline/analysis";
import { describe, expect, it } from "vitest";
import { collectSites } from "../../src/collect/sites.js";
import { checkout, project } from "../support/project.js";
import { HANGING, SOUND, UNPROBED } from "../support/service.js";

describe("collecting sites", () => {
  it("reads what ships and what deploys it, not what tests or builds it", () => {
    const root = project({
      ...SOUND,
      "k8s/app.yaml": UNPROBED,
      "tests/price.test.ts": HANGING,
      "dist/price.js": HANGING,
    });
    const { sites, digests } = collectSites(root);

    expect(new Set(sites.map(({ location }) => location.file))).toEqual(
      new Set(["k8s/app.yaml", "src/main.ts", "src/rates.ts"]),
    );
    expect([...digests.keys()]).toEqual(["src/main.ts", "src/rates.ts"]);
  });

  it("names a file on which the analysis fails, and goes on", () => {
    const root = project({ "src/bad.ts": "", "src/price.ts": HANGING });
    const { sites, unreadable } = collectSites(root, (file, ...rest) => {
      if (file === "src/bad.ts") throw new TypeError("node is undefined");
      return analyseSource(file, ...rest);
    });

    expect(unreadable).toEqual([
      { file: "src/bad.ts", line: 1, problem: "can't be analysed: node is undefined" },
    ]);
    expect(sites.map(({ location }) => location.file)).toContain("src/price.ts");
  });

  it("names a file that can't be read", () => {
    const root = checkout(SOUND);
    symlinkSync("loop.ts", join(root, "src/loop.ts"));

    expect(collectSites(root).unreadable).toMatchObject([
      { file: "src/loop.ts", problem: expect.stringMatching(/^can't be read: ELOOP/) as string },
    ]);
  });

  it("takes a file that git still lists and nobody has for none", () => {
    const root = checkout({ ...SOUND, "src/gone.ts": HANGING });
    execFileSync("git", ["add", "."], { cwd: root });
    rmSync(join(root, "src/gone.ts"));
    const { unreadable, digests } = collectSites(root);

    expect(unreadable).toEqual([]);
    expect([...digests.keys()]).toEqual(["src/main.ts", "src/rates.ts"]);
  });
});
