import { describe, expect, it } from "vitest";
import { requireErrorTracking } from "../../../src/judge/project-checks/require-error-tracking.js";
import { packageJson } from "../../support/service.js";
import { reported } from "../../support/served.js";

describe("require-error-tracking", () => {
  it("reports a service whose errors nobody is told of", () => {
    expect(reported(requireErrorTracking)).toEqual(["judged", "src/main.ts:12"]);
  });

  it("praises a tracker", () => {
    const tree = { "package.json": packageJson("express", "@sentry/node") };

    expect(reported(requireErrorTracking, tree)).toEqual([
      "judged",
      "Unexpected errors are collected with @sentry/node",
    ]);
  });

  it("does not praise the tracker of a browser", () => {
    const tree = { "package.json": packageJson("express", "@sentry/react") };

    expect(reported(requireErrorTracking, tree)).toEqual(["unknown"]);
  });

  it.each([
    ["logs go where errors are grouped", { "fluentbit.conf": "[OUTPUT]\n  Name loki" }],
    ["code hands errors on by itself", { "src/report.ts": "captureException(error)" }],
  ])("can't tell where %s", (_name, tree) => {
    expect(reported(requireErrorTracking, tree)).toEqual(["unknown"]);
  });
});
