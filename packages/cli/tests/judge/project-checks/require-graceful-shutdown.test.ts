import { describe, expect, it } from "vitest";
import { requireGracefulShutdown } from "../../../src/judge/project-checks/require-graceful-shutdown.js";
import { projectOf } from "../../support/project-of.js";
import { place, site } from "../../support/sites.js";

const server = site("server", { location: place("src/main.ts", 12) });
const route = site("route");
const handler = (signal: string, line: number) =>
  site("shutdown", { operation: signal, location: place("src/shutdown.ts", line) });

describe("require-graceful-shutdown", () => {
  it("reports a service that no signal ends in order", () => {
    const { findings } = requireGracefulShutdown.judge(projectOf([server, route]));

    expect(findings.map(({ check, location }) => [check, location])).toEqual([
      ["require-graceful-shutdown", server.location],
    ]);
  });

  it("praises the handlers that are there", () => {
    const sites = [server, route, handler("SIGTERM", 4), handler("SIGINT", 5)];

    expect(requireGracefulShutdown.judge(projectOf(sites))).toMatchObject({
      findings: [],
      good: [{ message: "SIGTERM and SIGINT end the service in order" }],
    });
  });

  it("is silent where another package handles the signal: it may start this one", () => {
    const elsewhere = site("shutdown", { location: place("packages/start/src/run.ts") });
    const project = projectOf([server, route, elsewhere], { ".": [], "packages/start": [] });

    expect(requireGracefulShutdown.judge(project).findings).toEqual([]);
  });

  it("is silent where a library handles the signal", () => {
    const project = projectOf([server, route], { ".": ["close-with-grace"] });

    expect(requireGracefulShutdown.judge(project).findings).toEqual([]);
  });

  it("is not concerned with a library", () => {
    expect(requireGracefulShutdown.judge(projectOf([route])).state).toBe("not-applicable");
  });
});
