import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { valueOr } from "../yaml/known.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Manifest } from "./manifest.js";
import type { Container, Workload } from "./workload.js";

/** Whether what containers write into an `emptyDir` on the node's disk ends somewhere; undefined where they have none. */
export function storageLimitFact(
  { template, containers }: Workload,
  { around }: Manifest,
): Fact | undefined {
  if (template.state !== "present" || containers.state !== "present") return undefined;
  const volumes = readItems(template.value, "spec", "volumes");
  if (volumes.state !== "present") return undefined;
  const scratch = volumes.value.filter(
    (volume) => readPath(volume, "emptyDir").state === "present",
  );
  const onDisk = scratch.filter((volume) => !isBounded(volume));
  const writing = onDisk.flatMap((volume) => {
    const name = valueOr(readText(volume, "name"), "") ?? "";
    const container = containers.value.find((candidate) => writesTo(candidate, name));
    return container ? [{ volume, name, container }] : [];
  });
  const [first] = writing;
  if (!first) return scratch.length > 0 ? present("scratch volumes are limited") : undefined;
  if (around.some(({ kind }) => kind === "LimitRange"))
    return unknown("a LimitRange may limit what it writes");
  return absentAt(
    first.volume.range,
    `container "${first.container.name}" writes to the emptyDir "${first.name}", which has no sizeLimit, and has no ephemeral-storage limit`,
  );
}

function isBounded(volume: YamlNode): boolean {
  const medium = readText(volume, "emptyDir", "medium");
  // In memory it counts as the container's memory.
  if (medium.state !== "absent") return true;
  return readPath(volume, "emptyDir", "sizeLimit").state !== "absent";
}

function writesTo({ node }: Container, volume: string): boolean {
  if (readPath(node, "resources", "limits", "ephemeral-storage").state !== "absent") return false;
  const mounts = readItems(node, "volumeMounts");
  return (
    mounts.state === "present" &&
    mounts.value.some((mount) => {
      const name = readText(mount, "name");
      const readOnly = readText(mount, "readOnly");
      return (
        name.state === "present" &&
        name.value === volume &&
        !(readOnly.state === "present" && readOnly.value === "true")
      );
    })
  );
}
