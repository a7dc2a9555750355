import { absent, present } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { requireRetry } from "../../../src/judge/project-checks/require-retry.js";
import { projectOf } from "../../support/project-of.js";
import { place, site } from "../../support/sites.js";

const SAFE = { "idempotency-key": present("a key") };
const UNSAFE = { "idempotency-key": absent("no key") };
const route = site("route");
const call = site("outbound-call", {
  target: "POST …/charges",
  location: place("src/processor.ts", 7),
  mechanisms: SAFE,
});

describe("require-retry", () => {
  it("reports a call that may be repeated in a service that repeats nothing", () => {
    const { findings } = requireRetry.judge(projectOf([route, call]));

    expect(findings).toMatchObject([{ check: "require-retry", location: call.location }]);
    expect(findings[0]?.message).toMatch(/^`POST …\/charges` may be repeated safely/);
  });

  it("reports the calls of one file once", () => {
    const second = site("outbound-call", {
      location: place("src/processor.ts", 20),
      mechanisms: SAFE,
    });

    expect(requireRetry.judge(projectOf([route, call, second])).findings).toMatchObject([
      { location: call.location, related: [second.location] },
    ]);
  });

  it("is silent about a call that may take effect twice", () => {
    const unsafe = site("outbound-call", { mechanisms: UNSAFE });

    expect(requireRetry.judge(projectOf([route, unsafe])).findings).toEqual([]);
  });

  it("is silent where anything retries, for it may cover this call", () => {
    const retry = site("retry", { location: place("src/other.ts") });

    expect(requireRetry.judge(projectOf([route, call, retry])).findings).toEqual([]);
  });

  it("is silent where a library of retries is there", () => {
    expect(requireRetry.judge(projectOf([route, call], { ".": ["p-retry"] })).findings).toEqual([]);
  });

  it("minds the retries of its own package only", () => {
    const retry = site("retry", { location: place("packages/b/src/main.ts") });
    const inA = site("outbound-call", { location: place("packages/a/src/a.ts"), mechanisms: SAFE });
    const routeOfA = site("route", { location: place("packages/a/src/main.ts") });
    const project = projectOf([routeOfA, inA, retry], { "packages/a": [], "packages/b": [] });

    expect(requireRetry.judge(project).findings).toHaveLength(1);
  });

  it("praises a retry around the call", () => {
    const loop = { ...place("src/processor.ts", 5), endLine: 12 };
    const retry = site("retry", { location: place("src/processor.ts", 5), extent: loop });

    expect(requireRetry.judge(projectOf([route, call, retry])).good).toMatchObject([
      { criterion: "retry-present", locations: [retry.location] },
    ]);
  });

  it("is not concerned with calls that serve no request", () => {
    expect(requireRetry.judge(projectOf([call])).state).toBe("not-applicable");
  });
});
