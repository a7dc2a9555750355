import { readItems, readText } from "../yaml/read-path.js";
import { isMetricsPort } from "./ports.js";
import { selectingService, type Service } from "./service.js";
import type { Container, Workload } from "./workload.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** What a workload owes depends on what it does: only one that answers requests owes probes. */
export type Role =
  | {
      readonly role: "served";
      readonly doors: readonly Door[];
      readonly beside: readonly Container[];
    }
  | { readonly role: "worker" }
  | { readonly role: "job" }
  | { readonly role: "unknown"; readonly reason: string };

/** A container that answers requests, and how that shows. */
export interface Door {
  readonly container: Container;
  /** A clause about the container: `listens on port 8080`. */
  readonly evidence: string;
  readonly isTargeted: boolean;
}

/** Decides what the workload is for, from its own file. */
export function classify(workload: Workload, services: readonly Service[]): Role {
  if (runsToCompletion(workload)) return { role: "job" };
  const { containers } = workload;
  if (containers.state !== "present") {
    return { role: "unknown", reason: containers.state === "unknown" ? containers.reason : "" };
  }
  const own = withoutProxies(containers.value);
  const doubtful = own.find((container) => readItems(container.node, "ports").state === "unknown");
  if (doubtful) return { role: "unknown", reason: `the ports of ${doubtful.name} can't be read` };
  const service = selectingService(workload, services);
  const doors = own.flatMap((container) => doorByPort(container, service));
  if (doors.length > 0) return served(doors, own);
  if (service)
    return served(
      own.map((container) => doorByService(container, service)),
      own,
    );
  const named = own.flatMap((container) => doorByName(container, workload));
  return named.length > 0 ? served(named, own) : { role: "worker" };
}

function runsToCompletion({ kind, template }: Workload): boolean {
  if (kind === "Job" || kind === "CronJob") return true;
  if (kind !== "Pod" || template.state !== "present") return false;
  const policy = readText(template.value, "spec", "restartPolicy");
  return policy.state === "present" && policy.value !== "Always";
}

const PROXIES =
  /^(?:istio-proxy|linkerd-proxy|envoy(?:-sidecar|-proxy)?|consul-(?:dataplane|connect-.*)|kuma-sidecar|daprd|vault-agent|cloud-?sql-proxy|alloydb-auth-proxy|oauth2?-proxy|fluent-?(?:bit|d)|filebeat|promtail|vector|otel-(?:agent|collector)|jaeger-agent|datadog-agent|.*-exporter)$/;

/** Proxies and agents are judged by whoever injects them, unless the workload is made of nothing else. */
export function withoutProxies(containers: readonly Container[]): readonly Container[] {
  const own = containers.filter((container) => !PROXIES.test(container.name));
  return own.length > 0 ? own : containers;
}

function served(doors: readonly Door[], own: readonly Container[]): Role {
  const containers = new Set(doors.map((door) => door.container));
  return { role: "served", doors, beside: own.filter((container) => !containers.has(container)) };
}

function doorByPort(container: Container, service: Service | undefined): Door[] {
  // A metrics exporter answers its scraper alone, whatever it calls its port.
  if (container.name.endsWith("-exporter")) return [];
  const ports = readItems(container.node, "ports");
  const open = ports.state === "present" ? ports.value.filter((port) => !isMetricsPort(port)) : [];
  const [first] = open;
  if (!first) return [];
  const number = readText(first, "containerPort");
  return [
    {
      container,
      evidence:
        number.state === "present" ? `listens on port ${number.value}` : "listens on a port",
      isTargeted: open.some((port) => isTarget(port, service)),
    },
  ];
}

function isTarget(port: YamlNode, service: Service | undefined): boolean {
  return ["name", "containerPort"].some((key) => {
    const found = readText(port, key);
    return found.state === "present" && service?.targets.has(found.value) === true;
  });
}

function doorByService(container: Container, service: Service): Door {
  const evidence = `takes the requests of Service ${service.name}`;
  return { container, evidence, isTargeted: false };
}

const SERVING_NOUN = /(?:^|[-.])(?:api|server|web|frontend|gateway)$/;

/**
 * `containerPort` is optional, so an author may only have named what serves. Just the last word
 * counts: an `api-sync` or a `web-worker` is no server.
 */
function doorByName(container: Container, workload: Workload): Door[] {
  const name = [container.name, workload.name ?? ""].find((own) => SERVING_NOUN.test(own));
  if (name === undefined) return [];
  const evidence = `answers requests, going by the name ${name},`;
  return [{ container, evidence, isTargeted: false }];
}
