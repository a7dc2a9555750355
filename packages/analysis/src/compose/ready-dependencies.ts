import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import type { ComposeFile, Service } from "./compose-file.js";
import { ownHealthCheck } from "./health.js";

/** Whether the service waits until what it depends on answers; undefined where nothing it depends on can say so. */
export function readyDependenciesFact(service: Service, compose: ComposeFile): Fact | undefined {
  const checked = service.dependencies.filter(({ name }) =>
    compose.services.some((other) => other.name === name && ownHealthCheck(other) === "present"),
  );
  if (checked.length === 0) return undefined;
  if (compose.isSwarm) return unknown("Swarm knows no depends_on");
  if (compose.isOverlay || !service.isWhole)
    return unknown("a part of the service stands in another file");
  // A condition that is spelled out is a decision.
  const careless = checked.filter(({ condition }) => condition === undefined);
  const [first] = careless;
  if (!first) return present("it waits until its dependencies are healthy");
  const others = careless.map(({ name }) => `"${name}"`).join(" and ");
  return absentAt(first.location, others, "condition: service_healthy");
}
