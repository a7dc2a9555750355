import { describe, expect, it } from "vitest";
import { requireMetrics } from "../../../src/judge/project-checks/require-metrics.js";
import { packageJson } from "../../support/service.js";
import { reported, said, served } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

describe("require-metrics", () => {
  it("reports a service that nothing measures, where it begins to listen", () => {
    expect(reported(requireMetrics)).toEqual(["judged", "src/main.ts:12"]);
  });

  it.each([
    ["a library", packageJson("express", "prom-client")],
    ["an agent", packageJson("express", "dd-trace")],
    ["OpenTelemetry", packageJson("express", "@opentelemetry/sdk-node")],
  ])("praises %s", (_name, manifest) => {
    expect(reported(requireMetrics, { "package.json": manifest })).toEqual([
      "judged",
      expect.stringContaining("Requests are measured with"),
    ]);
  });

  it.each([
    ["code of its own", { "src/stats.ts": 'app.get("/metrics", serve)' }],
    ["a preloaded agent", { Dockerfile: "ENV NODE_OPTIONS='--require dd-trace/init'" }],
    ["a service mesh", { "k8s/ns.yaml": "metadata: { labels: { istio-injection: enabled } }" }],
    [
      "an injected agent",
      { "k8s/app.yaml": "instrumentation.opentelemetry.io/inject-nodejs: 'true'" },
    ],
  ])("can't tell where %s may measure", (_name, tree) => {
    expect(reported(requireMetrics, tree)).toEqual(["unknown"]);
  });

  it("is not misled by the API of OpenTelemetry, which does nothing by itself", () => {
    const tree = { "package.json": packageJson("express", "@opentelemetry/api") };

    expect(reported(requireMetrics, tree)).toEqual(["unknown"]);
  });

  it("does not take a lock file for configuration", () => {
    const tree = { "pnpm-lock.yaml": "prom-client: 15.0.0", "package-lock.json": '"prom-client"' };

    expect(reported(requireMetrics, tree)).toEqual(["judged", "src/main.ts:12"]);
  });

  it("reports each service once, and none behind a package that all share", () => {
    const manifests = {
      "package.json": packageJson(),
      "services/a/package.json": packageJson("express", "shared"),
      "services/b/package.json": packageJson("express", "shared"),
    };
    const sites = [...served("services/a"), ...served("services/b")];
    const shared = JSON.stringify({ name: "shared", dependencies: { "prom-client": "^15.0.0" } });

    expect(said(requireMetrics, sites, manifests)).toEqual([
      "judged",
      "services/a/src/main.ts:12",
      "services/b/src/main.ts:12",
    ]);
    expect(
      said(requireMetrics, sites, { ...manifests, "packages/shared/package.json": shared }),
    ).toEqual(["judged", "Requests are measured with prom-client"]);
  });

  it("is not concerned with what serves nobody", () => {
    const worker = [
      site("server", { location: place("src/main.ts") }),
      site("health-route", { location: place("src/main.ts", 2) }),
    ];

    expect(said(requireMetrics, worker, {})).toEqual(["not-applicable"]);
    expect(said(requireMetrics, [site("route")], {})).toEqual(["not-applicable"]);
  });

  it("leaves a package that is published to those who install it", () => {
    const tool = JSON.stringify({ name: "tool", files: ["dist"], dependencies: {} });

    expect(reported(requireMetrics, { "package.json": tool })).toEqual(["not-applicable"]);
  });
});
