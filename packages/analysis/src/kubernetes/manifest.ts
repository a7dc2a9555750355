import { readDocuments } from "../yaml/read-documents.js";
import { readText } from "../yaml/read-path.js";
import { objectsOf, type KubernetesObject } from "./kubernetes-object.js";
import { isKustomized, objectsAround, objectsBeside } from "./neighbours.js";
import { toService, type Service } from "./service.js";
import { toWorkload, type Workload } from "./workload.js";

/** What a file of manifests holds, and what the files beside it say of that. */
export interface Manifest {
  readonly file: string;
  readonly objects: readonly KubernetesObject[];
  readonly services: readonly Service[];
  readonly workloads: readonly Workload[];
  /** The objects of the file that say something of workloads, and those beside it that decide replicas and resources. */
  readonly around: readonly KubernetesObject[];
  /** True where a `kustomization.yaml` lists the file: an overlay may then set replicas and image versions. */
  readonly isKustomized: boolean;
  /** The workload that an autoscaler or a budget names, here or beside the file. */
  find(kind: string, name: string): Workload | undefined;
  /** Services of the file and of those beside it. */
  servicesAround(): readonly Service[];
}

/** Reads a file's text. `path` is where it is on disk; without it nothing is known of the files beside it. */
export function readManifest(file: string, text: string, path: string | undefined): Manifest {
  const objects = readDocuments(text, mayHoldObjects).flatMap(objectsOf);
  const workloads = workloadsIn(objects, file);
  const beside = (kinds: RegExp): readonly KubernetesObject[] =>
    path === undefined ? [] : objectsBeside(path, kinds);
  const deciding = (): readonly KubernetesObject[] =>
    // Above the project's own root is nothing of the project.
    path === undefined || !file.includes("/") ? beside(DECIDING) : objectsAround(path, DECIDING);
  return {
    file,
    objects,
    workloads,
    services: servicesIn(objects),
    around: [
      ...objects.filter(({ kind }) => HELD.test(kind)),
      ...(workloads.length > 0 ? deciding() : []),
    ],
    isKustomized: path !== undefined && isKustomized(path),
    find: (kind, name) =>
      workloads.find(isCalled(kind, name)) ??
      workloadsIn(beside(new RegExp(`^${kind}$`)), file).find(isCalled(kind, name)),
    servicesAround: () => servicesIn([...objects, ...beside(/^Service$/)]),
  };
}

/** True for a text that may hold objects which say something here; a large manifest is mostly definitions and roles. */
function mayHoldObjects(text: string): boolean {
  return text.includes("apiVersion") && READ.test(text);
}

const READ =
  /\bkind["']?\s*:\s*["']?(?:\w*(?:List|Policy)|Deployment|StatefulSet|DaemonSet|ReplicaSet|Rollout|Pod|Job|CronJob|Service|HorizontalPodAutoscaler|ScaledObject|VerticalPodAutoscaler|PodDisruptionBudget|LimitRange|PersistentVolumeClaim|Namespace|ConfigMap|Secret)\b/;

const DECIDING = /^(?:HorizontalPodAutoscaler|ScaledObject|VerticalPodAutoscaler|LimitRange)$/;

/** Kinds that say something of the workloads beside them; a file of ten thousand objects has few of these. */
const HELD =
  /^(?:HorizontalPodAutoscaler|ScaledObject|VerticalPodAutoscaler|LimitRange|PersistentVolumeClaim|Namespace)$|Policy$/;

function workloadsIn(objects: readonly KubernetesObject[], file: string): readonly Workload[] {
  return objects.flatMap((object) => toWorkload(object, file) ?? []);
}

function servicesIn(objects: readonly KubernetesObject[]): readonly Service[] {
  return objects.flatMap((object) => toService(object) ?? []);
}

function isCalled(kind: string, name: string): (workload: Workload) => boolean {
  return (workload) => workload.kind === kind && workload.name === name;
}

/** The text under `spec`, where it can be read. */
export function specText({ node }: KubernetesObject, ...path: string[]): string | undefined {
  const found = readText(node, "spec", ...path);
  return found.state === "present" ? found.value : undefined;
}
