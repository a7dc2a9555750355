import type { FaultSite } from "@faultline/contract";
import { PROVIDES_QUERY_SPANS } from "./observability-libraries.js";
import { requireCapability } from "./require-capability.js";
import { sitesIn, type Service } from "./services.js";

/** A statement that gets slower with the table is found in a list of slow ones, or in an outage. */
export const requireQueryObservability = requireCapability({
  id: "require-query-observability",
  criterion: "critical-queries-monitored",
  preset: "strict",
  docs: {
    looksAt:
      "Services with a database, and their dependencies: OpenTelemetry's instrumentations, APM agents. Anchored at the pool.",
    reports: "Such a service with none of them.",
    silent:
      "Any code or configuration logs queries or slow ones, listens to them, measures a database or reads its statistics; error trackers that trace statements count too.",
  },
  libraries: PROVIDES_QUERY_SPANS,
  hints:
    /slow[-_ ]?quer|pg_stat|pgbadger|log_min_duration|performance_schema|long_query_time|maxQueryExecutionTime|query_?(?:duration|time|latency)|\$on\(\s*["'`]query|\.on\(\s*["'`](?:query|command(?:Started|Succeeded))|\b(?:logging|log|debug|logger|benchmark|profiler|trace|monitorCommands)\s*:\s*(?:true|\[|console|\(|["'`]|[A-Za-z_.]+)|\.set\(\s*["'`]debug|setProfilingLevel|opentelemetry|\botel\b|otlp|dd-trace|datadog|new_?relic|dynatrace|elastic-?apm|app(?:lication)?insights|sentry|performance_?insights|query_?insights/i,
  concerns: (service, project) => databaseOf(service, sitesIn(project, service.home)),
  praise: "Statements are measured with",
  message:
    "Nothing shows how long this service's statements take, or which of them are slow. One that grows with its table is found when the whole service waits for it.",
  suggestion:
    "Trace the driver (`@opentelemetry/instrumentation-pg` and its kin), log statements above a limit, and keep the database's own list of slow ones.",
});

const STORES = new Set<FaultSite["kind"]>(["pool", "database-client", "database-query"]);

/** Where the service connects; where it begins to listen, if its connection is not in sight. */
function databaseOf({ entry }: Service, sites: readonly FaultSite[]): FaultSite | undefined {
  const connection = sites.find(({ kind }) => kind === "pool" || kind === "database-client");
  return connection ?? (sites.some(({ kind }) => STORES.has(kind)) ? entry : undefined);
}
