import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { readPath, readText } from "../yaml/read-path.js";
import type { Manifest } from "./manifest.js";
import { replicasOf, scalerOf } from "./replicas.js";
import type { Workload } from "./workload.js";

/** Whether the replicas are told to keep apart; undefined where there is one, or each node has its own. */
export function spreadFact(
  workload: Workload,
  { around, isKustomized }: Manifest,
): Fact | undefined {
  if (!["Deployment", "StatefulSet", "Rollout"].includes(workload.kind)) return undefined;
  const replicas = replicasOf(workload, around);
  const isMany = (replicas ?? 0) > 1 || minimumOf(workload, around) > 1;
  const { template } = workload;
  if (template.state !== "present" || workload.containers.state !== "present")
    return unknown("the pods can't be read");
  const rules = [
    readPath(template.value, "spec", "topologySpreadConstraints"),
    readPath(template.value, "spec", "affinity", "podAntiAffinity"),
  ];
  if (rules.some(({ state }) => state === "present")) return present("its replicas keep apart");
  if (rules.some(({ state }) => state === "unknown"))
    return unknown("another tool fills in where pods run");
  if (!isMany) return undefined;
  if (isKustomized) return unknown("an overlay may say where pods run");
  const scheduler = readText(template.value, "spec", "schedulerName");
  const nodes = readPath(template.value, "spec", "nodeName");
  if (scheduler.state !== "absent" || nodes.state !== "absent")
    return unknown("something else than the default scheduler decides where pods run");
  return absentAt(workload.location, "nothing tells its replicas to keep apart");
}

function minimumOf(workload: Workload, around: Manifest["around"]): number {
  const scaler = scalerOf(workload, around);
  const minimum = scaler && readText(scaler.node, "spec", "minReplicas");
  return minimum?.state === "present" ? Number(minimum.value) : 0;
}
