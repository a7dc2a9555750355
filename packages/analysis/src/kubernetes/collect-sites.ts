import { siteId, unknown, type FaultSite } from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { declaredBy } from "./declared.js";
import { classify, type Role } from "./classify.js";
import { objectsOf, type KubernetesObject } from "./kubernetes-object.js";
import { nonRootFact } from "./non-root.js";
import { probeFact } from "./probes.js";
import { memoryLimitFact, requestsFact } from "./resources.js";
import { rolloutFact } from "./rollout.js";
import { toService, type Service } from "./service.js";
import { readDocuments } from "../yaml/read-documents.js";
import { toWorkload, type Workload } from "./workload.js";

/** Manifests: workloads and what protects them. */
export const kubernetes: ConfigurationLanguage = {
  reads: (file) => /\.ya?ml$/i.test(file),
  sites: workloadSites,
};

function workloadSites(file: string, text: string): readonly FaultSite<"workload">[] {
  if (!mayHoldWorkloads(text)) return [];
  const objects = readDocuments(text, mayHoldObjects).flatMap(objectsOf);
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
    declared: declaredBy(workload, objects),
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
  return mayHoldObjects(text) && WORKLOAD.test(text);
}

function mayHoldObjects(text: string): boolean {
  return text.includes("apiVersion");
}
