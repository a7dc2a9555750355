import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { isOfficialImage } from "../container-image.js";
import { hasKey, settingOf, textOf, type ComposeFile, type Service } from "./compose-file.js";
import { imageOf } from "./service-image.js";

/** Whether Compose can tell that the service answers; undefined where nobody waits for that. */
export function healthCheckFact(service: Service, compose: ComposeFile): Fact | undefined {
  const own = ownHealthCheck(service);
  if (own === "present") return present("the service has a health check");
  const waiting = compose.services.filter(({ dependencies }) =>
    dependencies.some(({ name }) => name === service.name),
  );
  const [first] = waiting;
  if (!first) return undefined;
  if (compose.isSwarm) return unknown("Swarm knows no depends_on");
  if (compose.isOverlay || own === "unknown")
    return unknown("a part of the service stands in another file");
  const conditions = waiting.flatMap(({ dependencies }) =>
    dependencies.filter(({ name }) => name === service.name).map(({ condition }) => condition),
  );
  // Compose refuses to start it otherwise, and whoever names another condition has thought about it.
  if (!conditions.includes(undefined)) return unknown("its dependents say what they wait for");
  if (own === "absent" && mayComeFromImage(service))
    return unknown("its image may have a health check of its own");
  const how = own === "disabled" ? "has its health check switched off" : "has no health check";
  return absentAt(
    service.location,
    `${how}, and ${names(waiting)} ${waiting.length > 1 ? "are" : "is"} started before it can answer`,
  );
}

/** What the service's own `healthcheck` says, whatever its image has. */
export function ownHealthCheck(service: Service): "present" | "disabled" | "absent" | "unknown" {
  const found = settingOf(service, "healthcheck");
  if (found.state !== "present") return found.state;
  if (textOf(service, "healthcheck", "disable") === "true") return "disabled";
  const test = settingOf(service, "healthcheck", "test");
  if (test.state !== "present") return "unknown";
  const { value } = test;
  const first = value.type === "sequence" ? value.items[0] : value;
  const isNone = first?.type === "scalar" && String(first.value).toUpperCase() === "NONE";
  return isNone ? "disabled" : "present";
}

function mayComeFromImage(service: Service): boolean {
  if (hasKey(service, "build")) {
    const inline = textOf(service, "build", "dockerfile_inline");
    return inline === undefined || /^\s*HEALTHCHECK\b/im.test(inline);
  }
  const { parsed } = imageOf(service);
  return parsed === undefined || !isOfficialImage(parsed);
}

function names(services: readonly Service[]): string {
  const quoted = services.map(({ name }) => `"${name}"`);
  return quoted.length > 3
    ? `${quoted.slice(0, 2).join(", ")} and ${String(quoted.length - 2)} others`
    : quoted.join(" and ");
}
