import { readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";

const METRICS =
  /^(?:(?:http|https|tcp)-)?(?:prom|prometheus|metrics?|monitoring|telemetry|scrape|pprof|debug)(?:-.*)?$|-metrics?$/;

/** True when every port is there to be scraped or debugged: a worker has those too. */
export function hasOnlyMetricsPorts(ports: readonly YamlNode[]): boolean {
  return ports.length > 0 && ports.every(isMetricsPort);
}

/** True for a port whose name says that it carries metrics, not requests. */
export function isMetricsPort(port: YamlNode): boolean {
  const name = readText(port, "name");
  return name.state === "present" && METRICS.test(name.value);
}
