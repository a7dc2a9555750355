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
  const index = indexOf(services);
  const candidates = [...labels.value].flatMap(
    ([key, value]) => index.get(`${key}=${value}`) ?? [],
  );
  const selecting = candidates.filter(
    ({ service, selector }) =>
      [...selector].every(([key, value]) => labels.value.get(key) === value) &&
      sameNamespace(service.node, workload.node),
  );
  return selecting.toSorted((a, b) => a.position - b.position)[0]?.service;
}

interface Selecting {
  readonly service: Service;
  readonly selector: ReadonlyMap<string, string>;
  readonly position: number;
}

const indexes = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Selecting[]>>();

/** Services by the first label they select: a large file has thousands of services and of workloads. */
function indexOf(services: readonly Service[]): ReadonlyMap<string, readonly Selecting[]> {
  const known = indexes.get(services);
  if (known) return known;
  const index = new Map<string, Selecting[]>();
  services.forEach((service, position) => {
    const selector = readTexts(service.node, "spec", "selector");
    const [first] = selector.state === "present" ? selector.value : [];
    if (selector.state !== "present" || !first) return;
    const key = `${first[0]}=${first[1]}`;
    index.set(key, [...(index.get(key) ?? []), { service, selector: selector.value, position }]);
  });
  indexes.set(services, index);
  return index;
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
