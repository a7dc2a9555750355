import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { Role } from "./classify.js";
import { exclusiveResource } from "./exclusive-resource.js";
import type { Manifest } from "./manifest.js";
import { scalerOf } from "./replicas.js";
import { keepsState } from "./stateful-image.js";
import type { Workload } from "./workload.js";

const REMEDY = "replicas: 2";

/**
 * Whether a second pod answers while one is away; undefined where replicas are no matter of choice. The only pod is
 * away whenever its node is drained, it is evicted, or it crashes.
 */
export function spareReplicaFact(
  workload: Workload,
  role: Extract<Role, { role: "served" }>,
  { around, isKustomized }: Manifest,
): Fact | undefined {
  if (workload.kind !== "Deployment" && workload.kind !== "Rollout") return undefined;
  if (scalerOf(workload, around))
    return present("an autoscaler decides how many replicas there are");
  const replicas = readPath(workload.node, "spec", "replicas");
  if (replicas.state === "unknown") return unknown(replicas.reason);
  const count = replicas.state === "absent" ? "1" : scalarText(replicas.value);
  if (!/^[01]$/.test(count)) return present(`runs ${count} replicas`);
  if (count === "0") return unknown("it is scaled to nothing");
  const doubt = isKustomized
    ? "an overlay may set the replicas"
    : reasonToBeAlone(workload, role, around);
  if (doubt !== undefined) return unknown(doubt);
  return replicas.state === "absent"
    ? absentAt(workload.location, "it sets no replicas, and the default is one", REMEDY)
    : absentAt(replicas.value.range, "it runs a single replica", REMEDY);
}

function scalarText(node: Parameters<typeof readPath>[0]): string {
  return node.type === "scalar" ? String(node.value) : "";
}

/** What speaks against a second pod. */
function reasonToBeAlone(
  workload: Workload,
  { doors, beside }: Extract<Role, { role: "served" }>,
  around: Manifest["around"],
): string | undefined {
  const strategy = readText(workload.node, "spec", "strategy", "type");
  if (
    strategy.state === "unknown" ||
    (strategy.state === "present" && strategy.value === "Recreate")
  )
    return "its strategy keeps two of it from running at once";
  const held = exclusiveResource(workload, 1, around);
  if (held !== undefined) return `two pods can't share ${held}`;
  if ([...doors.map(({ container }) => container), ...beside].some(keepsState))
    return "it keeps data that a second pod would not have";
  return hasNodeFiles(workload) ? "it works on the files of one node" : undefined;
}

function hasNodeFiles({ template }: Workload): boolean {
  if (template.state !== "present") return true;
  const volumes = readItems(template.value, "spec", "volumes");
  return (
    volumes.state === "present" &&
    volumes.value.some((volume) => readPath(volume, "hostPath").state !== "absent")
  );
}
