import { absentAt, present, unknown, type Fact, type SourceRange } from "@faultline/contract";
import type { KubernetesObject } from "./kubernetes-object.js";
import { readPath } from "../yaml/read-path.js";
import type { Container, Workload } from "./workload.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** Whether the scheduler knows what every container needs. */
export function requestsFact(workload: Workload, objects: readonly KubernetesObject[]): Fact {
  // A limit without a request is taken for the request too.
  return resourceFact(workload, objects, {
    resources: ["cpu", "memory"],
    kept: ["requests", "limits"],
    what: "request",
  });
}

/** Whether every container stops growing somewhere. No CPU limit is asked for: it only slows. */
export function memoryLimitFact(workload: Workload, objects: readonly KubernetesObject[]): Fact {
  return resourceFact(workload, objects, {
    resources: ["memory"],
    kept: ["limits"],
    what: "limit",
  });
}

interface Demand {
  readonly resources: readonly ("cpu" | "memory")[];
  readonly kept: readonly ("requests" | "limits")[];
  readonly what: "request" | "limit";
}

function resourceFact(
  { containers, template }: Workload,
  objects: readonly KubernetesObject[],
  demand: Demand,
): Fact {
  if (containers.state !== "present" || template.state !== "present") {
    return unknown(containers.state === "unknown" ? containers.reason : "the pods can't be read");
  }
  // What the pod as a whole has, its containers share.
  const pod = readPath(template.value, "spec");
  const shared = pod.state === "present" ? [pod.value] : [];
  const gaps = containers.value.map((container) => gapOf(container, shared, demand));
  const missing = gaps.flatMap(({ missing: lacking }) => lacking ?? []);
  const [first] = missing;
  if (first) {
    const lacks = missing.map(({ what }) => what).join("; ");
    return objects.some(setsDefaults)
      ? unknown("another object of the file sets resources")
      : absentAt(first.at, lacks, `resources.${demand.what}s`);
  }
  if (gaps.some((gap) => gap.isDoubtful)) return unknown("another tool fills in the resources");
  return present(`every container has its ${demand.resources.join(" and ")} ${demand.what}`);
}

interface Gap {
  readonly missing?: { readonly what: string; readonly at: SourceRange };
  readonly isDoubtful: boolean;
}

function gapOf(container: Container, shared: readonly YamlNode[], demand: Demand): Gap {
  const states = demand.resources.map((resource) => ({
    resource,
    states: [container.node, ...shared].flatMap((node) =>
      demand.kept.map((kept) => readPath(node, "resources", kept, resource).state),
    ),
  }));
  const missing = states
    .filter((found) => found.states.every((state) => state === "absent"))
    .map(({ resource }) => resource);
  const isDoubtful = states.some(
    (found) => found.states.includes("unknown") && !found.states.includes("present"),
  );
  if (missing.length === 0) return { isDoubtful };
  return {
    missing: {
      what: `container "${container.name}" has no ${missing.join(" and no ")} ${demand.what}`,
      at: container.location,
    },
    isDoubtful,
  };
}

/** A LimitRange or a vertical autoscaler gives containers what they leave out. */
function setsDefaults({ kind }: KubernetesObject): boolean {
  return kind === "LimitRange" || kind === "VerticalPodAutoscaler";
}
