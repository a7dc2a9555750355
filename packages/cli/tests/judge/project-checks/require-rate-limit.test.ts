import { describe, expect, it } from "vitest";
import { requireRateLimit } from "../../../src/judge/project-checks/require-rate-limit.js";
import { packageJson } from "../../support/service.js";
import { reported, said } from "../../support/served.js";
import { site } from "../../support/sites.js";

describe("require-rate-limit", () => {
  it("reports a service that anyone may change as often as they like", () => {
    expect(reported(requireRateLimit)).toEqual(["judged", "src/main.ts:12"]);
  });

  it("praises a limiter", () => {
    const tree = { "package.json": packageJson("express", "express-rate-limit") };

    expect(reported(requireRateLimit, tree)).toEqual([
      "judged",
      "Requests are limited with express-rate-limit",
    ]);
  });

  it.each([
    ["a proxy", { "nginx.conf": "limit_req zone=one;" }],
    ["an ingress", { "k8s/in.yaml": 'nginx.ingress.kubernetes.io/limit-rps: "5"' }],
    ["code", { "src/limit.ts": "response.status(429).end()" }],
  ])("can't tell where %s may limit", (_name, tree) => {
    expect(reported(requireRateLimit, tree)).toEqual(["unknown"]);
  });

  it("is not concerned with a service that only answers", () => {
    const sites = [site("server"), site("route", { operation: "get" })];

    expect(said(requireRateLimit, sites, {})).toEqual(["not-applicable"]);
  });
});
