import type { SourceRange } from "@faultline/contract";
import { readEntries, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import { dependenciesOf, type Dependency } from "./dependency.js";

/** A Compose file as it stands, before any override is laid over it. */
export interface ComposeFile {
  readonly file: string;
  readonly services: readonly Service[];
  /** Swarm reads another part of the format: it restarts by itself and knows no `depends_on`. */
  readonly isSwarm: boolean;
  /** A file that is laid over another one: what it lacks may stand there. */
  readonly isOverlay: boolean;
}

export interface Service {
  readonly name: string;
  /** Its name, where a finding about the service as a whole goes. */
  readonly location: SourceRange;
  readonly node: YamlNode;
  /** The services of the file that it extends, nearest first. */
  readonly bases: readonly YamlNode[];
  /** False where a part of it stands in another file. */
  readonly isWhole: boolean;
  readonly dependencies: readonly Dependency[];
}

/** Undefined for a document that is no Compose file. */
export function toComposeFile(root: YamlNode, file: string): ComposeFile | undefined {
  const found = readPath(root, "services");
  if (found.state !== "present" || found.value.type !== "mapping") return undefined;
  const { entries } = readEntries(found.value);
  const nodes = new Map(entries.map(({ key, value }) => [key, value]));
  const services = entries
    .filter(({ value }) => value.type === "mapping")
    .map(({ key, keyRange, value }) => toService(key, keyRange, value, nodes));
  return {
    file,
    services,
    isSwarm: services.some(isSwarmService),
    isOverlay: services.some(
      (service) =>
        service.isWhole &&
        !hasKey(service, "image") &&
        !hasKey(service, "build") &&
        !hasKey(service, "provider"),
    ),
  };
}

function toService(
  name: string,
  location: SourceRange,
  node: YamlNode,
  nodes: ReadonlyMap<string, YamlNode>,
): Service {
  const bases: YamlNode[] = [];
  let isWhole = readEntries(node).isWhole;
  for (let next = node; isWhole && bases.length < 10;) {
    const base = baseOf(next, nodes);
    if (base === undefined) break;
    isWhole = base !== "elsewhere" && readEntries(base).isWhole;
    if (base === "elsewhere") break;
    bases.push(base);
    next = base;
  }
  return { name, location, node, bases, isWhole, dependencies: dependenciesOf(node) };
}

function baseOf(
  node: YamlNode,
  nodes: ReadonlyMap<string, YamlNode>,
): YamlNode | "elsewhere" | undefined {
  const found = readPath(node, "extends");
  if (found.state === "absent") return undefined;
  if (found.state === "unknown") return "elsewhere";
  if (found.value.type === "scalar") return nodes.get(String(found.value.value)) ?? "elsewhere";
  const name = readText(found.value, "service");
  if (readPath(found.value, "file").state !== "absent" || name.state !== "present")
    return "elsewhere";
  return nodes.get(name.value) ?? "elsewhere";
}

/** The service's value under a path, its own or that of a service it extends. */
export function settingOf(
  service: Service,
  ...path: readonly string[]
): ReturnType<typeof readPath> {
  for (const node of [service.node, ...service.bases]) {
    const found = readPath(node, ...path);
    if (found.state !== "absent") return found;
  }
  return service.isWhole
    ? { state: "absent" }
    : { state: "unknown", reason: "a part of the service stands in another file" };
}

export function textOf(service: Service, ...path: readonly string[]): string | undefined {
  const found = settingOf(service, ...path);
  return found.state === "present" && found.value.type === "scalar"
    ? String(found.value.value)
    : undefined;
}

/** True where the service says something under the path, whatever it is. */
export function hasKey(service: Service, ...path: readonly string[]): boolean {
  return [service.node, ...service.bases].some(
    (node) => readPath(node, ...path).state !== "absent",
  );
}

const OF_SWARM = ["mode", "placement", "update_config", "rollback_config", "endpoint_mode"];

function isSwarmService(service: Service): boolean {
  return OF_SWARM.some((key) => hasKey(service, "deploy", key));
}
