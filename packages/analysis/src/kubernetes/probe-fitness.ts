import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { readPath } from "../yaml/read-path.js";
import { withoutProxies } from "./classify.js";
import { patienceOf, readProbe, type Probe } from "./probe.js";
import type { Container, Workload } from "./workload.js";

type Judgement = (container: Container) => Fact | undefined;

/**
 * Whether a pod is taken out of service for a while before it is killed. kubernetes.io: the same endpoint may serve
 * both probes, "but with a higher failureThreshold" for liveness.
 */
export function livenessPatienceFact(workload: Workload): Fact | undefined {
  return firstAbsent(workload, (container) => {
    const liveness = readProbe(container, "livenessProbe");
    const readiness = readProbe(container, "readinessProbe");
    if (!liveness || !readiness) return undefined;
    const { type, question } = liveness.handler;
    // A port that is open or a command of its own says no more of the one than of the other.
    if (type !== "httpGet" && type !== "grpc") return present("liveness asks another question");
    if (question === undefined) return unknown("what the probes ask is decided elsewhere");
    if (type !== readiness.handler.type || question !== readiness.handler.question)
      return present("liveness asks another question than readiness");
    const [alive, ready] = [patienceOf(liveness), patienceOf(readiness)];
    if (alive === undefined || ready === undefined)
      return unknown("another tool fills in how patient the probes are");
    if (alive > ready) return present("liveness is more patient than readiness");
    return absentAt(
      liveness.at("handler"),
      `container "${container.name}" has the same check for readiness and liveness, and is killed after ${seconds(alive)} of failures, no later than the ${seconds(ready)} after which it gets no more requests`,
      `failureThreshold: ${String(thresholdFor(liveness, ready))}`,
    );
  });
}

/** Three times as long as readiness is patient. */
function thresholdFor({ periodSeconds = 10 }: Probe, ready: number): number {
  return Math.ceil((ready * 3) / periodSeconds);
}

/** So long a delay before the first check is somebody's measure of a start. */
const SLOW_START_S = 60;

/** Whether a slow start has a startup probe, which waits no longer than it must. */
export function startupPatienceFact(workload: Workload): Fact | undefined {
  return firstAbsent(workload, (container) => {
    const liveness = readProbe(container, "livenessProbe");
    if (!liveness) return undefined;
    const startup = readPath(container.node, "startupProbe").state;
    if (startup === "unknown") return unknown("another tool fills in the startup probe");
    if (startup === "present") return present("a startup probe waits for the start");
    const delay = liveness.initialDelaySeconds;
    if (delay === undefined)
      return unknown("another tool fills in the delay of the liveness probe");
    if (delay >= SLOW_START_S) {
      return absentAt(
        liveness.at("initialDelaySeconds"),
        `container "${container.name}" is not checked for ${seconds(delay)} after each start: a hang in that time goes unnoticed, and a start that takes longer is killed and begun again`,
      );
    }
    return killedBeforeReady(container, liveness) ?? present("the liveness probe soon begins");
  });
}

/** The readiness probe waits for a start that the liveness probe of the same question cuts off. */
function killedBeforeReady(container: Container, liveness: Probe): Fact | undefined {
  const readiness = readProbe(container, "readinessProbe");
  const patience = patienceOf(liveness);
  const expected = readiness?.initialDelaySeconds;
  const { type, question } = liveness.handler;
  if (expected === undefined || patience === undefined || question === undefined) return undefined;
  if (type !== readiness?.handler.type || question !== readiness.handler.question) return undefined;
  const killedAfter = (liveness.initialDelaySeconds ?? 0) + patience;
  if (expected <= killedAfter) return undefined;
  return absentAt(
    liveness.at("initialDelaySeconds"),
    `container "${container.name}" is not expected to be ready for ${seconds(expected)}, and the liveness probe kills it after ${seconds(killedAfter)} of the same answer`,
  );
}

const RUNTIMES = /^(?:.*\/)?(?:node|nodejs|npm|npx|yarn|pnpm|bun|bunx|tsx|ts-node|deno)$/;
/** A start of Node every so often costs nothing worth a word. */
const SELDOM_S = 60;

/** Whether the probes ask the process that runs, instead of starting another one beside it for each check. */
export function cheapProbeFact(workload: Workload): Fact | undefined {
  return firstAbsent(workload, (container) => {
    const probes = (["livenessProbe", "readinessProbe"] as const).flatMap((name) => {
      const probe = readProbe(container, name);
      return probe ? [{ name, probe }] : [];
    });
    if (probes.length === 0) return undefined;
    for (const { name, probe } of probes) {
      const started = runtimeOf(probe.handler.command);
      const period = probe.periodSeconds;
      if (started !== undefined && period !== undefined && period < SELDOM_S) {
        return absentAt(
          probe.at("handler"),
          `the ${name} of container "${container.name}" starts ${started} every ${seconds(period)}`,
        );
      }
    }
    return present("the probes start no runtime");
  });
}

/** The runtime that a command starts, through a shell or not. */
function runtimeOf([program = "", ...words]: readonly string[]): string | undefined {
  const isShell = /^(?:.*\/)?(?:sh|bash|ash|dash)$/.test(program);
  const script = words.find((word) => !word.startsWith("-")) ?? "";
  const [first = ""] = isShell
    ? script.replace(/^\s*(?:exec\s+|[A-Z_]+=\S*\s+)*/, "").split(/\s+/)
    : [program];
  return RUNTIMES.test(first) ? (first.split("/").at(-1) ?? first) : undefined;
}

function firstAbsent({ containers }: Workload, judge: Judgement): Fact | undefined {
  if (containers.state !== "present") return undefined;
  const facts = withoutProxies(containers.value).flatMap((container) => judge(container) ?? []);
  return (
    facts.find(({ state }) => state === "absent") ??
    facts.find(({ state }) => state === "unknown") ??
    facts[0]
  );
}

function seconds(count: number): string {
  return count === 1 ? "1 second" : `${String(count)} seconds`;
}
