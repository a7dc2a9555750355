import type { SourceRange } from "@faultline/contract";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Container } from "./workload.js";

/** A probe as it is configured, with Kubernetes' defaults. */
export interface Probe {
  readonly handler: ProbeHandler;
  /** Undefined where another tool fills it in. */
  readonly initialDelaySeconds: number | undefined;
  readonly periodSeconds: number | undefined;
  readonly failureThreshold: number | undefined;
  /** Where a number or the handler stands. */
  at(name: "initialDelaySeconds" | "failureThreshold" | "handler"): SourceRange;
}

interface ProbeHandler {
  readonly type: "httpGet" | "grpc" | "tcpSocket" | "exec";
  /** The same text for the same question; undefined where it can't be read. */
  readonly question: string | undefined;
  /** What the probe runs, word by word. */
  readonly command: readonly string[];
}

/** Reads a probe; undefined where there is none, or it can't be read. */
export function readProbe(
  { node: container }: Container,
  name: "livenessProbe" | "readinessProbe" | "startupProbe",
): Probe | undefined {
  const found = readPath(container, name);
  if (found.state !== "present") return undefined;
  const probe = found.value;
  const handler = readHandler(probe, container);
  return (
    handler && {
      handler,
      initialDelaySeconds: secondsOf(probe, "initialDelaySeconds", 0),
      periodSeconds: secondsOf(probe, "periodSeconds", 10),
      failureThreshold: secondsOf(probe, "failureThreshold", 3),
      at: (part) => placeOf(probe, part, handler.type),
    }
  );
}

/** How long a probe fails before it acts: after so many checks in a row. */
export function patienceOf(probe: Probe): number | undefined {
  const { periodSeconds, failureThreshold } = probe;
  return periodSeconds === undefined || failureThreshold === undefined
    ? undefined
    : periodSeconds * failureThreshold;
}

function readHandler(probe: YamlNode, container: YamlNode): ProbeHandler | undefined {
  for (const type of ["httpGet", "grpc", "tcpSocket", "exec"] as const) {
    if (readPath(probe, type).state !== "present") continue;
    return { type, question: questionOf(probe, type, container), command: commandOf(probe) };
  }
  return undefined;
}

const ASKED = {
  httpGet: ["scheme", "host", "path", "port"],
  grpc: ["port", "service"],
  tcpSocket: ["host", "port"],
} as const;
const DEFAULTS: Readonly<Record<string, string>> = { scheme: "HTTP", path: "/" };

function questionOf(
  probe: YamlNode,
  type: ProbeHandler["type"],
  container: YamlNode,
): string | undefined {
  if (type === "exec") return commandOf(probe).join("\0");
  // Headers tell one question from another, and are rare.
  if (readPath(probe, type, "httpHeaders").state !== "absent") return undefined;
  const parts = ASKED[type].map((key) => {
    const found = readText(probe, type, key);
    if (found.state === "unknown") return undefined;
    const text = found.state === "present" ? found.value : (DEFAULTS[key] ?? "");
    return key === "port" ? portNumber(text, container) : text;
  });
  return parts.includes(undefined) ? undefined : parts.join(" ");
}

function portNumber(port: string, container: YamlNode): string {
  const ports = readItems(container, "ports");
  const named = (ports.state === "present" ? ports.value : []).find((candidate) => {
    const name = readText(candidate, "name");
    return name.state === "present" && name.value === port;
  });
  const number = named && readText(named, "containerPort");
  return number?.state === "present" ? number.value : port;
}

function commandOf(probe: YamlNode): readonly string[] {
  const command = readItems(probe, "exec", "command");
  if (command.state !== "present") return [];
  return command.value.map((word) => (word.type === "scalar" ? String(word.value) : ""));
}

function secondsOf(probe: YamlNode, name: string, fallback: number): number | undefined {
  const found = readText(probe, name);
  if (found.state === "absent") return fallback;
  if (found.state === "unknown" || !/^\d+$/.test(found.value)) return undefined;
  // Kubernetes takes 0 for "not set".
  return Number(found.value) === 0 ? fallback : Number(found.value);
}

function placeOf(probe: YamlNode, part: string, type: ProbeHandler["type"]): SourceRange {
  const paths = part === "handler" ? HANDLER_PLACES[type] : [[part], ...HANDLER_PLACES[type]];
  for (const path of paths) {
    const found = readPath(probe, ...path);
    if (found.state === "present" && found.value.type === "scalar") return found.value.range;
  }
  return probe.range;
}

const HANDLER_PLACES: Readonly<Record<ProbeHandler["type"], readonly (readonly string[])[]>> = {
  httpGet: [
    ["httpGet", "path"],
    ["httpGet", "port"],
  ],
  grpc: [["grpc", "port"]],
  tcpSocket: [["tcpSocket", "port"]],
  exec: [],
};
