import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import { classify } from "./classify.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { specText, type Manifest } from "./manifest.js";
import type { Workload } from "./workload.js";

type Mechanism = "safe-minimum" | "maximum" | "measured-resource" | "sole-control";

/** What can be said of a HorizontalPodAutoscaler; undefined for another object, and for a part of one. */
export function autoscalerFacts(
  object: KubernetesObject,
  manifest: Manifest,
): Readonly<Partial<Record<Mechanism, Fact>>> | undefined {
  if (object.kind !== "HorizontalPodAutoscaler" || object.group !== "autoscaling") return undefined;
  const [kind, name] = [
    specText(object, "scaleTargetRef", "kind"),
    specText(object, "scaleTargetRef", "name"),
  ];
  // An overlay's part of an autoscaler names no target.
  if (kind === undefined || name === undefined) return undefined;
  const target = manifest.find(kind, name);
  const minimum = minimumFact(object, target, manifest);
  const control = target && soleControlFact(object, target, manifest);
  return {
    ...(minimum && { "safe-minimum": minimum }),
    maximum: maximumFact(object),
    ...(target && { "measured-resource": measuredFact(object, target, manifest) }),
    ...(control && { "sole-control": control }),
  };
}

function minimumFact(
  object: KubernetesObject,
  target: Workload | undefined,
  manifest: Manifest,
): Fact | undefined {
  const found = readPath(object.node, "spec", "minReplicas");
  if (found.state === "unknown") return unknown(found.reason);
  const minimum = found.state === "present" ? scalarOf(found.value) : 1;
  if (minimum !== 1) return present(`keeps at least ${String(minimum)} replicas`);
  if (!target) return unknown("what it scales stands elsewhere");
  const role = classify(target, manifest.servicesAround()).role;
  if (role === "unknown") return unknown("what its target does can't be told");
  if (role !== "served") return undefined;
  if (manifest.isKustomized) return unknown("an overlay may set the minimum");
  const at = found.state === "present" ? found.value.range : placeOf(object);
  const what =
    found.state === "present" ? "minReplicas is 1" : "it sets no minReplicas, and the default is 1";
  return absentAt(at, what, "minReplicas: 2");
}

function maximumFact(object: KubernetesObject): Fact {
  const found = readPath(object.node, "spec", "maxReplicas");
  if (found.state === "unknown") return unknown(found.reason);
  if (found.state === "absent")
    return absentAt(
      placeOf(object),
      "it sets no maxReplicas, without which Kubernetes rejects it",
      "maxReplicas",
    );
  const maximum = scalarOf(found.value);
  const minimum = Number(specText(object, "minReplicas") ?? 1);
  if (maximum !== undefined && maximum < minimum)
    return absentAt(
      found.value.range,
      `maxReplicas ${String(maximum)} is below minReplicas ${String(minimum)}, so Kubernetes rejects it`,
      "a maxReplicas above minReplicas",
    );
  return present("has a maximum");
}

/** kubernetes.io: without the request of any one container "the autoscaler will not take any action for that metric". */
function measuredFact(
  object: KubernetesObject,
  target: Workload,
  { around, isKustomized }: Manifest,
): Fact {
  const { containers, template } = target;
  if (containers.state !== "present" || template.state !== "present")
    return unknown("its target can't be read");
  const pod = readPath(template.value, "spec");
  for (const { resource, container: only, at } of utilisationMetrics(object)) {
    const measured = containers.value.filter(({ name }) => only === undefined || name === only);
    const places = [...(pod.state === "present" ? [pod.value] : [])];
    const lacking = measured.find(({ node }) =>
      [node, ...places].every((holder) =>
        ["requests", "limits"].every(
          (kept) => readPath(holder, "resources", kept, resource).state === "absent",
        ),
      ),
    );
    if (!lacking) continue;
    if (isKustomized) return unknown("an overlay may set the requests");
    if (around.some(({ kind }) => kind === "LimitRange" || kind === "VerticalPodAutoscaler"))
      return unknown("another object sets resources");
    return absentAt(
      at ?? placeOf(object),
      `it measures ${resource} as a share of what is requested, and container "${lacking.name}" of ${target.kind} ${target.name ?? ""} requests none`,
      `resources.requests.${resource}`,
    );
  }
  return present("what it measures is requested");
}

interface Utilisation {
  readonly resource: string;
  /** The one container that is measured; all of them where there is none. */
  readonly container?: string;
  readonly at?: YamlNode["range"];
}

function utilisationMetrics({ node }: KubernetesObject): readonly Utilisation[] {
  const first = readPath(node, "spec", "targetCPUUtilizationPercentage");
  if (first.state === "present") return [{ resource: "cpu", at: first.value.range }];
  const metrics = readItems(node, "spec", "metrics");
  // Without metrics, 80 % of the requested CPU is the target.
  if (metrics.state === "absent") return [{ resource: "cpu" }];
  if (metrics.state === "unknown") return [];
  return metrics.value.flatMap(utilisationOf);
}

function utilisationOf(metric: YamlNode): Utilisation[] {
  for (const key of ["resource", "containerResource"]) {
    const name = readPath(metric, key, "name");
    if (name.state !== "present" || name.value.type !== "scalar") continue;
    const share = [["target", "averageUtilization"], ["targetAverageUtilization"]].some(
      (path) => readPath(metric, key, ...path).state === "present",
    );
    if (!share) continue;
    const container = readText(metric, key, "container");
    return [
      {
        resource: String(name.value.value),
        at: name.value.range,
        ...(container.state === "present" && { container: container.value }),
      },
    ];
  }
  return [];
}

/** kubernetes.io recommends to remove `spec.replicas` of what is autoscaled: each `kubectl apply` sets it back. */
function soleControlFact(
  { node }: KubernetesObject,
  target: Workload,
  { workloads }: Manifest,
): Fact | undefined {
  if (!workloads.includes(target)) return undefined;
  const replicas = readPath(target.node, "spec", "replicas");
  if (replicas.state !== "present") return present("it alone decides how many replicas there are");
  const maximum = readText(node, "spec", "maxReplicas");
  const count = scalarOf(replicas.value);
  if (count === undefined || count === 0 || maximum.state !== "present")
    return unknown("the replicas can't be read");
  return Number(maximum.value) <= count
    ? present("there is nothing to scale")
    : absentAt(
        replicas.value.range,
        `${target.kind} ${target.name ?? ""} also sets replicas: ${String(count)}`,
      );
}

function scalarOf(node: YamlNode): number | undefined {
  return node.type === "scalar" && /^\d+$/.test(String(node.value))
    ? Number(node.value)
    : undefined;
}

/** The name, or the kind where there is none. */
export function placeOf({ node }: KubernetesObject): YamlNode["range"] {
  for (const path of [["metadata", "name"], ["kind"]]) {
    const found = readPath(node, ...path);
    if (found.state === "present") return found.value.range;
  }
  return node.range;
}
