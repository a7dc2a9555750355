import type { Declared, DeclaredName } from "@faultline/contract";
import { heapLimit } from "../heap-limit.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Manifest } from "./manifest.js";
import { bytesOf } from "./quantity.js";
import { scalerOf } from "./replicas.js";
import { sleepOf } from "./termination.js";
import type { Container, Workload } from "./workload.js";

/** What a workload declares that the code it runs must agree with. */
export function declaredBy(workload: Workload, manifest: Manifest): readonly Declared[] {
  const { containers, template } = workload;
  return [
    ...mostReplicas(workload, manifest),
    ...(template.state === "present" ? terminationTime(template.value) : []),
    ...(containers.state === "present" ? containers.value.flatMap(ofContainer) : []),
  ];
}

/** Those of its autoscaler, else the workload's own number. What another file says stands at the workload. */
function mostReplicas(workload: Workload, { around, isKustomized }: Manifest): readonly Declared[] {
  // An overlay may set either of them.
  if (isKustomized) return [];
  const scaler = scalerOf(workload, around);
  if (!scaler) return number(workload.node, "most-replicas", "spec", "replicas");
  const key = scaler.kind === "ScaledObject" ? "maxReplicaCount" : "maxReplicas";
  const most = number(scaler.node, "most-replicas", "spec", key);
  return most.map((one) => ({ ...one, at: workload.location }));
}

function terminationTime(template: YamlNode): readonly Declared[] {
  return number(template, "termination-time", "spec", "terminationGracePeriodSeconds");
}

function ofContainer(container: Container): readonly Declared[] {
  const { node, name: part } = container;
  const declared = [
    ...text(node, "image", "image"),
    ...text(node, "readiness-path", "readinessProbe", "httpGet", "path"),
    ...text(node, "liveness-path", "livenessProbe", "httpGet", "path"),
    ...text(node, "startup-path", "startupProbe", "httpGet", "path"),
    ...memoryLimit(node),
    ...heapLimits(node),
    ...connectionLimit(node),
    ...preStopTime(container),
  ];
  return declared.map((one) => ({ ...one, part }));
}

function text(node: YamlNode, name: DeclaredName, ...path: readonly string[]): readonly Declared[] {
  const found = readPath(node, ...path);
  return found.state === "present" && found.value.type === "scalar"
    ? [{ name, value: String(found.value.value), at: found.value.range }]
    : [];
}

function number(
  node: YamlNode,
  name: DeclaredName,
  ...path: readonly string[]
): readonly Declared[] {
  return text(node, name, ...path).flatMap((one) => {
    const value = Number(one.value);
    return Number.isFinite(value) ? [{ ...one, value }] : [];
  });
}

function preStopTime(container: Container): readonly Declared[] {
  const sleep = sleepOf(container);
  return sleep ? [{ name: "pre-stop-time", value: sleep.seconds, at: sleep.node.range }] : [];
}

function memoryLimit(node: YamlNode): readonly Declared[] {
  return text(node, "memory-limit", "resources", "limits", "memory").flatMap((one) => {
    const value = bytesOf(String(one.value));
    return value === undefined ? [] : [{ ...one, value }];
  });
}

/** The heap that Node is told it may fill: by `NODE_OPTIONS`, or on its command line, which comes after and wins. */
function heapLimits(node: YamlNode): readonly Declared[] {
  const words = ["command", "args"].flatMap((key) => itemsOf(node, key));
  const environment = itemsOf(node, "env").flatMap((variable) => {
    const name = readText(variable, "name");
    const value = readPath(variable, "value");
    return name.state === "present" && name.value === "NODE_OPTIONS" && value.state === "present"
      ? [value.value]
      : [];
  });
  for (const given of [words, environment]) {
    const limits = given.flatMap((word): readonly Declared[] => {
      const bytes = word.type === "scalar" ? heapLimit(String(word.value)) : undefined;
      return bytes === undefined ? [] : [{ name: "heap-limit", value: bytes, at: word.range }];
    });
    const last = limits.at(-1);
    if (last) return [last];
  }
  return [];
}

/** What a PostgreSQL or MySQL server is started with: `-c max_connections=200`, `--max_connections=200`. */
function connectionLimit(node: YamlNode): readonly Declared[] {
  const words = ["command", "args"].flatMap((key) => itemsOf(node, key));
  return words.flatMap((word): readonly Declared[] => {
    const text = word.type === "scalar" ? String(word.value) : "";
    const most = /\bmax[-_]connections\s*=\s*(\d+)/.exec(text)?.[1];
    return most === undefined
      ? []
      : [{ name: "connection-limit", value: Number(most), at: word.range }];
  });
}

function itemsOf(node: YamlNode, key: string): readonly YamlNode[] {
  const items = readItems(node, key);
  return items.state === "present" ? items.value : [];
}
