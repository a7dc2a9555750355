import { readItems, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** One object of a manifest, identified the way Kubernetes does: by group and kind. */
export interface KubernetesObject {
  /** `apps` of `apps/v1`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly node: YamlNode;
}

/** The objects of a document: itself, or the items when it is a list. */
export function objectsOf(root: YamlNode): readonly KubernetesObject[] {
  const object = toObject(root);
  if (!object) return [];
  if (!object.kind.endsWith("List")) return [object];
  const items = readItems(root, "items");
  // Lists in lists are not followed: Kubernetes has none, and aliases could make them endless.
  return items.state === "present" ? items.value.flatMap((item) => toObject(item) ?? []) : [];
}

function toObject(node: YamlNode): KubernetesObject | undefined {
  const apiVersion = readText(node, "apiVersion");
  const kind = readText(node, "kind");
  if (apiVersion.state !== "present" || kind.state !== "present") return undefined;
  const slash = apiVersion.value.indexOf("/");
  return { group: slash < 0 ? "" : apiVersion.value.slice(0, slash), kind: kind.value, node };
}
