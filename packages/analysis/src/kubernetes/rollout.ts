import { absent, present, unknown, type Fact } from "@faultline/contract";
import { exclusiveResource } from "./exclusive-resource.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { readPath, readText } from "../yaml/read-path.js";
import { replicasOf } from "./replicas.js";
import { readStep, type RolloutStep } from "./rollout-step.js";
import type { Workload } from "./workload.js";

const REMEDY = "strategy type RollingUpdate with maxUnavailable 0 and maxSurge 1";

/** Whether a release replaces the pods of a served workload a few at a time; undefined where none rolls. */
export function rolloutFact(
  workload: Workload,
  objects: readonly KubernetesObject[],
): Fact | undefined {
  switch (workload.kind) {
    case "Deployment":
      return deploymentFact(workload, objects);
    case "StatefulSet":
    case "DaemonSet":
      return controllerFact(workload);
    case "Rollout":
      return readPath(workload.node, "spec", "strategy").state === "present"
        ? present("its Argo Rollouts strategy takes the release in steps")
        : unknown("the strategy of the Rollout can't be read");
    default:
      return undefined;
  }
}

function deploymentFact(workload: Workload, objects: readonly KubernetesObject[]): Fact {
  const fact = deploymentStrategyFact(workload, replicasOf(workload, objects));
  if (fact.state !== "absent") return fact;
  const held = exclusiveResource(workload, replicasOf(workload, objects), objects);
  return held === undefined ? fact : unknown(`the old pods must let go of ${held} first`);
}

function deploymentStrategyFact(workload: Workload, replicas: number | undefined): Fact {
  const type = readText(workload.node, "spec", "strategy", "type");
  if (type.state === "unknown") return unknown(type.reason);
  if (type.state === "present" && type.value === "Recreate") {
    return absent(
      "strategy Recreate stops every pod before it starts a new one, so each release is an outage",
      REMEDY,
    );
  }
  if (type.state === "present" && type.value !== "RollingUpdate") {
    return unknown(`the strategy ${type.value} is not one of Kubernetes`);
  }
  const surge = readStep(workload, "maxSurge");
  const unavailable = readStep(workload, "maxUnavailable");
  return surge && unavailable
    ? rollingUpdateFact(surge, unavailable, replicas)
    : unknown("the steps of the rolling update can't be read");
}

function rollingUpdateFact(
  surge: RolloutStep,
  unavailable: RolloutStep,
  replicas: number | undefined,
): Fact {
  const steps = `maxUnavailable ${unavailable.text} and maxSurge ${surge.text}`;
  if (isZero(surge) && isZero(unavailable)) {
    return absent(
      `${steps} leave no pod to replace, so Kubernetes rejects the manifest and no release goes out`,
      REMEDY,
    );
  }
  if (unavailable.text === "100%")
    return absent(
      "maxUnavailable 100% lets a release stop every pod at once, ready or not",
      REMEDY,
    );
  if (isZero(unavailable) || replicas === 0) return present(`rolls with ${steps}`);
  if (replicas === undefined) {
    return unavailable.text.endsWith("%") && !isZero(surge)
      ? present(`rolls with ${steps}`)
      : unknown("how many replicas there are is decided elsewhere");
  }
  // Where both round to nothing, the controller takes one pod down to make progress.
  const stopped =
    surge.of(replicas) === 0 ? Math.max(1, unavailable.of(replicas)) : unavailable.of(replicas);
  if (stopped < replicas)
    return present(
      `rolls with ${steps}: at most ${String(stopped)} of ${String(replicas)} pods down`,
    );
  const all = replicas === 1 ? "the only replica" : `all ${String(replicas)} replicas`;
  return absent(`${steps} let a release stop ${all} before a new pod is ready`, REMEDY);
}

function isZero(step: RolloutStep): boolean {
  // A thousand pods round up any share that is not nothing.
  return step.of(1000) === 0;
}

function controllerFact({ node, kind }: Workload): Fact {
  const type = readText(node, "spec", "updateStrategy", "type");
  if (type.state === "absent" || (type.state === "present" && type.value === "RollingUpdate")) {
    return present(`a ${kind} replaces its pods in turn`);
  }
  return unknown("who replaces the pods, and how many at a time, is decided elsewhere");
}
