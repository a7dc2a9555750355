import { absent, present } from "@faultline/contract";
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

  it("is silent where code that is not analysed speaks of the signal", () => {
    const project = projectOf([server, route], {}, 'onSignals(["SIGTERM"], stop)');

    expect(requireGracefulShutdown.judge(project).findings).toEqual([]);
  });

  it("reports a service that only a terminal can end, at its handler", () => {
    const interrupt = handler("SIGINT", 5);
    const { findings } = requireGracefulShutdown.judge(projectOf([server, route, interrupt]));

    expect(findings.map(({ location, message }) => [location, message])).toEqual([
      [interrupt.location, expect.stringContaining("Only SIGINT")],
    ]);
  });

  it("reports handlers that end the process at once, but not beside one that does not", () => {
    const exit = site("shutdown", {
      operation: "SIGTERM",
      location: place("src/main.ts", 20),
      mechanisms: { "stop-accepting": absent("it exits") },
    });

    expect(
      requireGracefulShutdown
        .judge(projectOf([server, route, exit]))
        .findings.map(({ location }) => location),
    ).toEqual([exit.location]);
    const other = handler("SIGTERM", 3);
    expect(requireGracefulShutdown.judge(projectOf([server, route, exit, other])).findings).toEqual(
      [],
    );
  });

  it("reports a worker where it first takes jobs", () => {
    const worker = site("consumer", { location: place("src/worker.ts", 7), library: "bullmq" });
    const { findings } = requireGracefulShutdown.judge(projectOf([worker]));

    expect(findings.map(({ location, message }) => [location, message])).toEqual([
      [worker.location, expect.stringContaining("cuts off the jobs")],
    ]);
  });

  it("names what stays open", () => {
    const pool = site("pool", { operation: "Pool", location: place("src/db.ts", 3) });
    const { findings } = requireGracefulShutdown.judge(projectOf([server, route, pool]));

    expect(findings.map(({ message, related }) => [message, related])).toEqual([
      [expect.stringContaining("Nothing closes `Pool` (src/db.ts:3) either."), [pool.location]],
    ]);
  });

  it("does not name what some code closes", () => {
    const closed = site("pool", {
      operation: "Pool",
      location: place("src/db.ts", 3),
      mechanisms: { closing: present("it is closed") },
    });
    const [finding] = requireGracefulShutdown.judge(projectOf([server, route, closed])).findings;

    expect(finding?.message).not.toContain("Nothing closes");
  });

  it("reports a worker that nothing closes, at the handler, with all that stays open", () => {
    const open = { closing: absent("no use closes it") };
    const worker = site("consumer", {
      operation: "Worker",
      location: place("src/jobs.ts", 4),
      mechanisms: open,
    });
    const pool = site("pool", {
      operation: "Pool",
      location: place("src/db.ts", 3),
      mechanisms: open,
    });
    const sites = [server, route, handler("SIGTERM", 4), pool, worker];

    expect(
      requireGracefulShutdown
        .judge(projectOf(sites))
        .findings.map(({ location, message }) => [location.file, message]),
    ).toEqual([
      [
        "src/shutdown.ts",
        expect.stringContaining(
          "nothing closes `Worker` (src/jobs.ts:4), `Pool` (src/db.ts:3). The job",
        ),
      ],
    ]);
  });

  it("is silent where only connections stay open, which end with the process", () => {
    const pool = site("pool", { mechanisms: { closing: absent("no use closes it") } });
    const sites = [server, route, handler("SIGTERM", 4), pool];

    expect(requireGracefulShutdown.judge(projectOf(sites)).findings).toEqual([]);
  });

  it("takes a framework's server for a service without its routes, but not a bare one", () => {
    const framework = site("server", { library: "express" });
    const bare = site("server", { library: "node:http" });

    expect(requireGracefulShutdown.judge(projectOf([framework])).findings).toHaveLength(1);
    expect(requireGracefulShutdown.judge(projectOf([bare])).state).toBe("not-applicable");
  });

  it("is not concerned with a library", () => {
    expect(requireGracefulShutdown.judge(projectOf([route])).state).toBe("not-applicable");
  });
});
