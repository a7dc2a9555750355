import { createHash } from "node:crypto";
import { isShippedSource } from "@faultline/analysis";
import type { Evidence, SourceDigest, TestEvidence } from "@faultline/contract";
import type { Tree } from "./project.js";

/** Evidence of a whole run of three tests that passed, but for what `parts` says. */
export function evidence(parts: Partial<Evidence> = {}): Evidence {
  const { tests = { total: 3, passed: 3, failed: 0, skipped: 0 } } = parts;
  return {
    schemaVersion: 1,
    runner: { name: "vitest", version: "4.1.12" },
    folder: "",
    shards: [{ index: 1, count: 1 }],
    complete: true,
    incomplete: [],
    tests,
    databases: [],
    routes: [],
    outbound: [],
    errorPaths: [],
    invariants: [],
    concurrency: [],
    vacuousTests: [],
    sites: [],
    observed: [
      ...testsThat("passed", tests.passed),
      ...testsThat("failed", tests.failed),
      ...testsThat("skipped", tests.skipped),
    ],
    sources: [],
    ...parts,
  };
}

/** A test that asserted something and met nothing. */
export function testOf(name: string, state: TestEvidence["state"] = "passed"): TestEvidence {
  return { name, state, flaky: false, assertions: 1, databases: [], routes: [], outbound: [] };
}

function testsThat(state: TestEvidence["state"], count: number): readonly TestEvidence[] {
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    testOf(`tests/a.test.ts > ${state} ${String(index)}`, state),
  );
}

/** The files with the evidence of a test run of just these sources. */
export function tested(tree: Tree, parts: Partial<Evidence> = {}): Tree {
  const text = JSON.stringify(evidence({ sources: digestsOf(tree), ...parts }));
  return { ...tree, ".faultline/evidence.json": text };
}

function digestsOf(tree: Tree): readonly SourceDigest[] {
  return Object.entries(tree)
    .filter(([file]) => isShippedSource(file))
    .map(([file, text]) => ({ file, digest: createHash("sha256").update(text).digest("hex") }));
}
