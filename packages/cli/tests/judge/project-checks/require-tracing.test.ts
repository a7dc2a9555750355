import { describe, expect, it } from "vitest";
import { requireTracing } from "../../../src/judge/project-checks/require-tracing.js";
import { packageJson } from "../../support/service.js";
import { reported, said, served } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

const call = (target: string, file = "src/prices.ts") =>
  site("outbound-call", { library: "axios", target, location: place(file) });

describe("require-tracing", () => {
  it.each([
    ["by its name in the cluster", "GET http://prices:8080/all"],
    ["in a domain of the cluster", "GET http://prices.shop.svc.cluster.local/all"],
  ])("reports a service that calls another %s", (_name, target) => {
    expect(reported(requireTracing, {}, call(target))).toEqual(["judged", "src/main.ts:12"]);
  });

  it("reports a service that hands jobs to a worker", () => {
    const publish = site("queue-publish", { location: place("src/jobs.ts") });
    const worker = site("consumer", { location: place("src/worker.ts") });

    expect(reported(requireTracing, {}, publish, worker)).toEqual(["judged", "src/main.ts:12"]);
    expect(reported(requireTracing, {}, publish)).toEqual(["not-applicable"]);
  });

  it("reports services beside each other that call by configured addresses", () => {
    const manifests = { "a/package.json": packageJson(), "b/package.json": packageJson() };
    const sites = [...served("a"), ...served("b"), call("GET", "a/src/prices.ts")];

    expect(said(requireTracing, sites, manifests)).toEqual(["judged", "a/src/main.ts:12"]);
  });

  it("is not concerned with calls of third parties, which end at their door", () => {
    expect(reported(requireTracing, {}, call("GET https://api.example.com/rates"))).toEqual([
      "not-applicable",
    ]);
  });

  it("praises what traces, and can't tell where an id goes along", () => {
    const inside = call("GET http://prices/all");
    const traced = { "package.json": packageJson("express", "@opentelemetry/sdk-node") };

    expect(reported(requireTracing, traced, inside)).toEqual([
      "judged",
      "Calls across services are traced with @opentelemetry/sdk-node",
    ]);
    expect(
      reported(requireTracing, { "src/http.ts": 'headers["x-request-id"] = id' }, inside),
    ).toEqual(["unknown"]);
  });
});
