import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { readPath, readText, readTexts } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import { classify } from "./classify.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { specText, type Manifest } from "./manifest.js";
import { replicasOf, scalerOf } from "./replicas.js";
import type { Workload } from "./workload.js";

/**
 * Whether a PodDisruptionBudget lets a node be drained at all; undefined for other objects. With one replica the
 * budget is not at fault, and the workload is what a finding is about.
 */
export function drainFact(object: KubernetesObject, manifest: Manifest): Fact | undefined {
  if (object.kind !== "PodDisruptionBudget" || object.group !== "policy") return undefined;
  const target = manifest.workloads.find((workload) => isSelected(object.node, workload));
  if (!target) return unknown("whose pods it keeps stands elsewhere");
  if (classify(target, manifest.services).role !== "served" || target.kind === "StatefulSet")
    return unknown("whoever runs it may want to be asked before each drain");
  if (manifest.isKustomized) return unknown("an overlay may set the replicas");
  const scaler = scalerOf(target, manifest.around);
  const replicas = scaler
    ? Number(specText(scaler, "minReplicas") ?? 1)
    : replicasOf(target, manifest.around);
  if (replicas === undefined || replicas < 2)
    return unknown("how many pods it keeps can't be told");
  const minimum = readPath(object.node, "spec", "minAvailable");
  const away = readPath(object.node, "spec", "maxUnavailable");
  if (minimum.state === "unknown" || away.state === "unknown")
    return unknown("another tool fills it in");
  const [of, count] = [scaler ? "that the autoscaler may leave" : "there are", String(replicas)];
  if (minimum.state === "present" && kept(minimum.value, replicas) >= replicas)
    return absentAt(
      minimum.value.range,
      `minAvailable ${textOf(minimum.value)} is all of the ${count} replicas ${of}`,
      `maxUnavailable: 1`,
    );
  if (away.state === "present" && /^0%?$/.test(textOf(away.value)))
    return absentAt(
      away.value.range,
      `maxUnavailable ${textOf(away.value)} lets none of ${count} replicas go`,
      "maxUnavailable: 1",
    );
  return present("a replica may go");
}

/** How many pods stay, rounded up as Kubernetes does. */
function kept(node: YamlNode, replicas: number): number {
  const [, digits = "0", percent] = /^(\d+)(%?)$/.exec(textOf(node)) ?? [];
  return percent === "%" ? Math.ceil((replicas * Number(digits)) / 100) : Number(digits);
}

function textOf(node: YamlNode): string {
  return node.type === "scalar" ? String(node.value) : "";
}

function isSelected(budget: YamlNode, { template, node }: Workload): boolean {
  if (template.state !== "present") return false;
  const labels = readTexts(template.value, "metadata", "labels");
  const selector = readTexts(budget, "spec", "selector", "matchLabels");
  if (labels.state !== "present" || selector.state !== "present" || selector.value.size === 0)
    return false;
  if (readPath(budget, "spec", "selector", "matchExpressions").state !== "absent") return false;
  const [own, other] = [
    readText(budget, "metadata", "namespace"),
    readText(node, "metadata", "namespace"),
  ];
  if (own.state === "present" && other.state === "present" && own.value !== other.value)
    return false;
  return [...selector.value].every(([key, value]) => labels.value.get(key) === value);
}
