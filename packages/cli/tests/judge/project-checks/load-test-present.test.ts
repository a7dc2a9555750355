import { describe, expect, it } from "vitest";
import { loadTestPresent } from "../../../src/judge/project-checks/load-test-present.js";
import { packageJson } from "../../support/service.js";
import { reported, said } from "../../support/served.js";

describe("load-test-present", () => {
  it("reports a project that nothing puts under load", () => {
    expect(reported(loadTestPresent)).toEqual(["judged", "src/main.ts:12"]);
  });

  it.each([
    ["k6", { "tests/load.js": 'import http from "k6/http";' }],
    ["autocannon", { "package.json": '{"scripts":{"load":"autocannon -c 100 localhost"}}' }],
    ["Artillery", { "load.yml": "config:\n  target: http://x\nscenarios:\n  - flow: []\n" }],
    ["Locust", { "locustfile.py": "from locust import HttpUser\n" }],
    ["JMeter", { "plan.jmx": "<jmeterTestPlan version='1.2'>" }],
    [
      "a pipeline",
      { ".github/workflows/l.yml": "jobs:\n  l:\n    steps:\n      - run: k6 run l.js\n" },
    ],
  ])("praises %s", (_name, tree) => {
    expect(reported(loadTestPresent, tree)).toEqual([
      "judged",
      `The service is put under load: ${String(Object.keys(tree)[0])}`,
    ]);
  });

  it.each([
    ["a tool is installed", { "package.json": packageJson("express", "artillery") }],
    ["a folder is called so", { "test/performance/run.rb": "load!" }],
  ])("can't tell where %s", (_name, tree) => {
    expect(reported(loadTestPresent, tree)).toEqual(["unknown"]);
  });

  it("is not concerned with a library", () => {
    expect(said(loadTestPresent, [], {})).toEqual(["not-applicable"]);
  });
});
