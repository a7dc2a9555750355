import type { KubernetesObject } from "./kubernetes-object.js";
import { readText } from "../yaml/read-path.js";
import type { Workload } from "./workload.js";

/**
 * How many pods the manifest asks for; undefined where something else decides. A manifest without
 * a number may leave it to an autoscaler in another file, so the default of one is not assumed.
 */
export function replicasOf(
  workload: Workload,
  objects: readonly KubernetesObject[],
): number | undefined {
  if (scalerOf(workload, objects)) return undefined;
  const replicas = readText(workload.node, "spec", "replicas");
  if (replicas.state !== "present" || !/^\d+$/.test(replicas.value)) return undefined;
  return Number(replicas.value);
}

/** The autoscaler that decides how many pods the workload has. */
export function scalerOf(
  workload: Workload,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  return objects.find((object) => isScalerOf(object, workload));
}

function isScalerOf({ kind, node }: KubernetesObject, workload: Workload): boolean {
  if (kind !== "HorizontalPodAutoscaler" && kind !== "ScaledObject") return false;
  const target = readText(node, "spec", "scaleTargetRef", "name");
  return (
    target.state === "unknown" || (target.state === "present" && target.value === workload.name)
  );
}
