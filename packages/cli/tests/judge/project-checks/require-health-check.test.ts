import { describe, expect, it } from "vitest";
import { requireHealthCheck } from "../../../src/judge/project-checks/require-health-check.js";
import { projectOf } from "../../support/project-of.js";
import { place, site } from "../../support/sites.js";

const server = site("server", { location: place("src/main.ts", 12) });
const route = site("route", { target: "GET /rates" });
const health = site("health-route", { target: "GET /health", location: place("src/health.ts") });

describe("require-health-check", () => {
  it("reports a service without a health route where it begins to listen", () => {
    const { findings } = requireHealthCheck.judge(projectOf([server, route]));

    expect(findings.map(({ check, location }) => [check, location])).toEqual([
      ["require-health-check", server.location],
    ]);
  });

  it("praises the health routes that are there", () => {
    expect(requireHealthCheck.judge(projectOf([server, route, health]))).toMatchObject({
      state: "judged",
      findings: [],
      good: [{ message: "Health can be asked: GET /health", locations: [health.location] }],
    });
  });

  it("reports a service once, however often it listens", () => {
    const again = site("server", { location: place("src/metrics.ts") });

    expect(requireHealthCheck.judge(projectOf([server, again, route])).findings).toHaveLength(1);
  });

  it("reports only the package that can't be asked", () => {
    const own = { "packages/a": [], "packages/b": [] };
    const inPackage = (name: string) => [
      site("server", { location: place(`packages/${name}/src/main.ts`) }),
      site("route", { location: place(`packages/${name}/src/main.ts`, 2) }),
    ];
    const ofA = site("health-route", { location: place("packages/a/src/main.ts", 3) });
    const { findings } = requireHealthCheck.judge(
      projectOf([...inPackage("a"), ofA, ...inPackage("b")], own),
    );

    expect(findings.map(({ location }) => location.file)).toEqual(["packages/b/src/main.ts"]);
  });

  it("is silent where a package without a server of its own has the route: it may be mounted", () => {
    const shared = site("health-route", { location: place("packages/shared/src/health.ts") });
    const sites = [
      site("server", { location: place("packages/a/src/main.ts") }),
      site("route", { location: place("packages/a/src/main.ts", 2) }),
    ];
    const own = { "packages/a": [], "packages/shared": [] };

    expect(requireHealthCheck.judge(projectOf([...sites, shared], own)).findings).toEqual([]);
  });

  it("is silent where a library serves the route", () => {
    const project = projectOf([server, route], { ".": ["@godaddy/terminus"] });

    expect(requireHealthCheck.judge(project).findings).toEqual([]);
  });

  it("is not concerned with what has no routes, or does not listen", () => {
    expect(requireHealthCheck.judge(projectOf([server])).state).toBe("not-applicable");
    expect(requireHealthCheck.judge(projectOf([route])).state).toBe("not-applicable");
  });
});
