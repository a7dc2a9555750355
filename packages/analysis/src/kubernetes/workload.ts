import type { SourceRange } from "@faultline/contract";
import { from, type Known } from "../yaml/known.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { readItems, readPath } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";

type WorkloadKind =
  "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "Rollout" | "Pod" | "Job" | "CronJob";

/** An object that runs pods. */
export interface Workload {
  readonly kind: WorkloadKind;
  /** Undefined when the manifest leaves it to another tool. */
  readonly name: string | undefined;
  readonly node: YamlNode;
  /** The name's value, or the kind's where there is no name. */
  readonly location: SourceRange;
  /** What holds the pods' `metadata` and `spec`: the pod template, or the pod itself. */
  readonly template: Known<YamlNode>;
  /** The containers that run for the pod's whole life; a patch that lists some of them is unknown. */
  readonly containers: Known<readonly Container[]>;
}

export interface Container {
  readonly name: string;
  readonly node: YamlNode;
  /** Its name, or where it begins. */
  readonly location: SourceRange;
}

const KINDS: Readonly<
  Record<WorkloadKind, { readonly groups: readonly string[]; readonly template: readonly string[] }>
> = {
  Deployment: { groups: ["apps", "extensions"], template: ["spec", "template"] },
  StatefulSet: { groups: ["apps"], template: ["spec", "template"] },
  DaemonSet: { groups: ["apps", "extensions"], template: ["spec", "template"] },
  ReplicaSet: { groups: ["apps", "extensions"], template: ["spec", "template"] },
  Rollout: { groups: ["argoproj.io"], template: ["spec", "template"] },
  Pod: { groups: [""], template: [] },
  Job: { groups: ["batch"], template: ["spec", "template"] },
  CronJob: { groups: ["batch"], template: ["spec", "jobTemplate", "spec", "template"] },
};

/** Reads an object as a workload; undefined for objects that run nothing. */
export function toWorkload(object: KubernetesObject, file: string): Workload | undefined {
  const { kind, group, node } = object;
  if (!isWorkloadKind(kind) || !KINDS[kind].groups.includes(group)) return undefined;
  const name = firstPresent(
    readPath(node, "metadata", "name"),
    readPath(node, "metadata", "generateName"),
  );
  const template = readPath(node, ...KINDS[kind].template);
  return {
    kind,
    name: name?.type === "scalar" ? String(name.value) : undefined,
    node,
    location: (name ?? firstPresent(readPath(node, "kind")) ?? node).range,
    template,
    containers: isOverlayPatch(object, file)
      ? { state: "unknown", reason: "the file patches a manifest that stands elsewhere" }
      : from(template, readContainers),
  };
}

function isWorkloadKind(kind: string): kind is WorkloadKind {
  return Object.hasOwn(KINDS, kind);
}

function firstPresent(...found: readonly Known<YamlNode>[]): YamlNode | undefined {
  for (const known of found) if (known.state === "present") return known.value;
  return undefined;
}

function readContainers(template: YamlNode): Known<readonly Container[]> {
  const items = readItems(template, "spec", "containers");
  if (items.state === "unknown") return items;
  const containers = items.state === "present" ? items.value : [];
  // Kubernetes requires an image; what has none is merged into the container of that name elsewhere.
  const isPatch = (node: YamlNode): boolean => readPath(node, "image").state === "absent";
  if (containers.length === 0 || containers.some(isPatch)) {
    return { state: "unknown", reason: "the rest of the pod stands elsewhere" };
  }
  return { state: "present", value: containers.map(toContainer) };
}

function toContainer(node: YamlNode, index: number): Container {
  const name = readPath(node, "name");
  const isNamed = name.state === "present" && name.value.type === "scalar";
  return {
    name: isNamed ? String(name.value.value) : `number ${String(index + 1)}`,
    node,
    location: isNamed ? name.value.range : node.range,
  };
}

const SELECTING = new Set<string>(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);
const OVERLAY = /(?:^|\/)(?:overlays?|patches|components)\/|patch[^/]*$/i;

/** A Kustomize patch may name an image and still be a part: it leaves out the required selector. */
function isOverlayPatch({ kind, node }: KubernetesObject, file: string): boolean {
  return (
    SELECTING.has(kind) &&
    OVERLAY.test(file) &&
    readPath(node, "spec", "selector").state === "absent"
  );
}
