import { siteId, unknown, type FaultSite } from "@faultline/contract";
import { classify, type Role } from "./classify.js";
import { objectsOf, type KubernetesObject } from "./kubernetes-object.js";
import { nonRootFact } from "./non-root.js";
import { parseYaml } from "./parse.js";
import { probeFact } from "./probes.js";
import { memoryLimitFact, requestsFact } from "./resources.js";
import { rolloutFact } from "./rollout.js";
import { toService, type Service } from "./service.js";
import { splitDocuments, type DocumentText } from "./split-documents.js";
import { toWorkload, type Workload } from "./workload.js";
import { toYamlNode } from "./yaml-node.js";

/** True for files that may hold Kubernetes manifests. */
export function isManifest(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/**
 * The workloads of a manifest and what protects them. Templates and text that is not YAML have
 * none; the readable documents beside them do.
 */
export function manifestSites(file: string, text: string): readonly FaultSite<"workload">[] {
  if (!mayHoldWorkloads(text)) return [];
  const objects = splitDocuments(text.replace(/^\uFEFF/, "")).flatMap(readObjects);
  const services = objects.flatMap((object) => toService(object) ?? []);
  const workloads = objects.flatMap((object) => toWorkload(object, file) ?? []);
  return workloads.map((workload, ordinal) => ({
    id: siteId({ file, kind: "workload", function: "", ordinal }),
    kind: "workload",
    library: "kubernetes",
    operation: workload.kind,
    function: "",
    location: { file, ...workload.location },
    extent: workload.node.range,
    target: workload.name === undefined ? workload.kind : `${workload.kind} ${workload.name}`,
    mechanisms: mechanismsOf(workload, services, objects),
  }));
}

type Mechanisms = FaultSite<"workload">["mechanisms"];

function mechanismsOf(
  workload: Workload,
  services: readonly Service[],
  objects: readonly KubernetesObject[],
): Mechanisms {
  return {
    ...servingMechanisms(workload, classify(workload, services), objects),
    "resource-requests": requestsFact(workload, objects),
    "memory-limit": memoryLimitFact(workload, objects),
    "non-root": nonRootFact(workload, objects),
  };
}

/** What only a workload that answers requests owes. */
function servingMechanisms(
  workload: Workload,
  role: Role,
  objects: readonly KubernetesObject[],
): Mechanisms {
  if (role.role === "job" || role.role === "worker") return {};
  const rollout = rolloutFact(workload, objects);
  if (role.role === "unknown") {
    const doubt = unknown(role.reason);
    return {
      "readiness-probe": doubt,
      "liveness-probe": doubt,
      ...(rollout && { "gradual-rollout": doubt }),
    };
  }
  return {
    "readiness-probe": probeFact("readinessProbe", workload, role),
    "liveness-probe": probeFact("livenessProbe", workload, role),
    ...(rollout && { "gradual-rollout": rollout }),
  };
}

const WORKLOAD =
  /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Rollout|Pod|Job|CronJob)\b/;

function mayHoldWorkloads(text: string): boolean {
  return text.includes("apiVersion") && WORKLOAD.test(text);
}

function readObjects({ text, line }: DocumentText): readonly KubernetesObject[] {
  if (!text.includes("apiVersion")) return [];
  const parsed = parseYaml(text);
  if (!parsed.ok) return [];
  return parsed.program.body.flatMap((document) => objectsOf(toYamlNode(document, line)));
}
