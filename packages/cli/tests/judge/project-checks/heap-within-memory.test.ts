import { describe, expect, it } from "vitest";
import { heapWithinMemory } from "../../../src/judge/project-checks/heap-within-memory.js";
import { analysed } from "../../support/analysed.js";
import { deployedService, instead } from "../../support/deployed-service.js";

const judge = (edit: (text: string) => string) =>
  heapWithinMemory.judge(analysed(deployedService({ deployment: edit })));

const HEAP = "--max-old-space-size=384";

describe("heap-within-memory", () => {
  it.each([
    ["of the limit's size", instead(HEAP, "--max-old-space-size=512")],
    ["beyond it, in the old spelling", instead(HEAP, "--max_old_space_size=4096")],
    [
      "in NODE_OPTIONS",
      instead(
        `args: [${HEAP}, dist/main.js]`,
        `env: [{ name: NODE_OPTIONS, value: "--enable-source-maps --max-old-space-size=1024" }]`,
      ),
    ],
  ])("reports a heap %s", (_, edit) => {
    const { findings } = judge(edit);
    expect(findings.map(({ location }) => `${location.file}:${String(location.line)}`)).toEqual([
      "k8s/rates.yaml:11",
    ]);
    expect(findings[0]?.suggestion).toContain("--max-old-space-size=384");
  });

  it.each([
    ["a heap within it", (text: string) => text],
    ["no limit", instead("limits: { memory: 512Mi }", "requests: { memory: 512Mi }")],
    ["a limit that another tool fills in", instead("512Mi", '"${MEMORY}"')],
    ["a share of the memory", instead(HEAP, "--max-old-space-size-percentage=90")],
    [
      "a command line that overrules the environment",
      instead(
        "args:",
        `env: [{ name: NODE_OPTIONS, value: --max-old-space-size=9999 }]\n          args:`,
      ),
    ],
  ])("is silent on %s", (_, edit) => {
    expect(judge(edit).findings).toEqual([]);
  });
});
