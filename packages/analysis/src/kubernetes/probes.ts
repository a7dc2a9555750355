import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import type { Door, Role } from "./classify.js";
import { readItems, readPath } from "../yaml/read-path.js";
import type { Workload } from "./workload.js";

type Probe = "readinessProbe" | "livenessProbe";

/** Whether the containers that answer requests have the probe. A startup probe is not counted as either. */
export function probeFact(
  probe: Probe,
  { template }: Workload,
  { doors, beside }: Extract<Role, { role: "served" }>,
): Fact {
  const states = doors.map((door) => ({ door, state: readPath(door.container.node, probe).state }));
  if (states.some(({ state }) => state === "unknown"))
    return unknown(`another tool fills in the ${probe}`);
  const bare = states.filter(({ state }) => state === "absent").map(({ door }) => door);
  if (bare.length === 0)
    return present(`${names(doors)} ${doors.length > 1 ? "have" : "has"} a ${probe}`);
  const isProbedBeside =
    bare.length < doors.length ||
    beside.some((container) => readPath(container.node, probe).state !== "absent");
  const missing = isProbedBeside ? bare.find((door) => door.isTargeted) : bare[0];
  // The probe of one container may well ask another of the same pod.
  if (!missing) return unknown(`another container of the pod has a ${probe}`);
  if (probe === "readinessProbe" && template.state === "present") {
    const gates = readItems(template.value, "spec", "readinessGates");
    if (gates.state !== "absent")
      return unknown("readiness gates decide when the pod takes requests");
  }
  return absentAt(
    missing.container.location,
    `container "${missing.container.name}" ${missing.evidence} and has no ${probe}`,
  );
}

function names(doors: readonly Door[]): string {
  return doors.map((door) => `container "${door.container.name}"`).join(" and ");
}
