import { valueOr } from "../yaml/known.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { hasOnlyMetricsPorts } from "./ports.js";
import { readItems, readText, readTexts } from "../yaml/read-path.js";
import type { Workload } from "./workload.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** A Service that sends requests to pods. */
export interface Service {
  readonly name: string;
  /** Names and numbers of the container ports it sends them to. */
  readonly targets: ReadonlySet<string>;
  readonly node: YamlNode;
}

/** Reads a Service; undefined for other objects, and for one that only collects metrics. */
export function toService({ group, kind, node }: KubernetesObject): Service | undefined {
  if (kind !== "Service" || group !== "") return undefined;
  const ports = valueOr(readItems(node, "spec", "ports"), []) ?? [];
  if (hasOnlyMetricsPorts(ports)) return undefined;
  return {
    name: valueOr(readText(node, "metadata", "name"), "") ?? "",
    targets: new Set(ports.flatMap(targetOf)),
    node,
  };
}

/** The Service among `services` that selects the workload's pods. Doubt about labels selects nothing. */
export function selectingService(
  workload: Workload,
  services: readonly Service[],
): Service | undefined {
  const { template } = workload;
  if (template.state !== "present") return undefined;
  const labels = readTexts(template.value, "metadata", "labels");
  if (labels.state !== "present") return undefined;
  return services.find((service) => {
    const selector = readTexts(service.node, "spec", "selector");
    if (selector.state !== "present" || selector.value.size === 0) return false;
    if (!sameNamespace(service.node, workload.node)) return false;
    return [...selector.value].every(([key, value]) => labels.value.get(key) === value);
  });
}

function targetOf(port: YamlNode): string[] {
  const target = readText(port, "targetPort");
  const found = target.state === "absent" ? readText(port, "port") : target;
  return found.state === "present" ? [found.value] : [];
}

function sameNamespace(a: YamlNode, b: YamlNode): boolean {
  const first = readText(a, "metadata", "namespace");
  const second = readText(b, "metadata", "namespace");
  return first.state !== "present" || second.state !== "present" || first.value === second.value;
}
