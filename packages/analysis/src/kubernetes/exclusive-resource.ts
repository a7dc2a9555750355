import type { KubernetesObject } from "./kubernetes-object.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { Workload } from "./workload.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** What only one generation of pods can hold, so that the old must go before the new can start. */
export function exclusiveResource(
  { template, containers }: Workload,
  replicas: number | undefined,
  objects: readonly KubernetesObject[],
): string | undefined {
  if (template.state !== "present" || containers.state !== "present") return undefined;
  if (readPath(template.value, "spec", "hostNetwork").state !== "absent")
    return "the node's network";
  if (containers.value.some((container) => hasHostPort(container.node)))
    return "a port of the node";
  if ((replicas ?? 1) > 1) return undefined;
  const volumes = readItems(template.value, "spec", "volumes");
  if (volumes.state === "absent") return undefined;
  if (volumes.state === "unknown") return "its volumes";
  return volumes.value.some((volume) => mayBeExclusive(volume, objects))
    ? "a volume that one node at a time can mount"
    : undefined;
}

function hasHostPort(container: YamlNode): boolean {
  const ports = readItems(container, "ports");
  return (
    ports.state === "present" &&
    ports.value.some((port) => readPath(port, "hostPort").state !== "absent")
  );
}

/** A claim is exclusive unless the file shows that many nodes may mount it. */
function mayBeExclusive(volume: YamlNode, objects: readonly KubernetesObject[]): boolean {
  const name = readText(volume, "persistentVolumeClaim", "claimName");
  if (name.state !== "present") return name.state === "unknown";
  const claim = objects.find(({ kind, node }) => {
    const own = readText(node, "metadata", "name");
    return kind === "PersistentVolumeClaim" && own.state === "present" && own.value === name.value;
  });
  const modes = claim && readItems(claim.node, "spec", "accessModes");
  if (modes?.state !== "present") return true;
  return !modes.value.some((mode) => mode.type === "scalar" && mode.value === "ReadWriteMany");
}
