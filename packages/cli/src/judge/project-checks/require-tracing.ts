import type { FaultSite } from "@faultline/contract";
import type { Project } from "../project-check.js";
import { PROVIDES_TRACES } from "./observability-libraries.js";
import { requireCapability } from "./require-capability.js";
import { servicesOf, sitesIn } from "./services.js";

/** A request that fails two services away can only be found by what it carries along. */
export const requireTracing = requireCapability({
  id: "require-tracing",
  criterion: "tracing",
  preset: "strict",
  docs: {
    looksAt:
      "Services that hand over messages, or call another service that is the team's own: over gRPC, by a host name of the cluster, or from one service of the repository beside others. And their dependencies: OpenTelemetry, APM agents, Jaeger, Zipkin, X-Ray.",
    reports: "Such a service that has none of them.",
    silent:
      "Any code or configuration speaks of traces or of an id that goes along with requests, or the service calls nobody but third parties.",
  },
  libraries: PROVIDES_TRACES,
  hints:
    /opentelemetry|\botel\b|otlp|dd-trace|datadog|new_?relic|dynatrace|elastic-?apm|app(?:lication)?insights|x-?ray\b|jaeger|zipkin|traceparent|trace_?-?id\b|correlation[-_ ]?id|x-request-id|tracesSample|istio|linkerd|\btracing\b/i,
  concerns: ({ entry, home }, project) =>
    sitesIn(project, home).some((site) => leadsToOwnService(project, site)) ? entry : undefined,
  praise: "Calls across services are traced with",
  message:
    "Nothing traces the calls that this service makes for a request. When an answer is slow or wrong, nobody can say which of the services behind it was.",
  suggestion:
    "Start OpenTelemetry's SDK with its automatic instrumentations before everything else, and pass the context on through queues.",
});

/** A call of a third party can't be traced further than to its door. */
function leadsToOwnService(project: Project, { kind, library, target }: FaultSite): boolean {
  if (kind === "queue-publish") return project.sites.some((other) => other.kind === "consumer");
  if (kind !== "outbound-call") return false;
  if (library === "@grpc/grpc-js" || INSIDE.test(target ?? "")) return true;
  const isElsewhere = /https?:\/\//.test(target ?? "");
  return !isElsewhere && servicesOf(project).length > 1;
}

/** A host without a dot, or in a domain that no public server is in. */
const INSIDE =
  /https?:\/\/(?:[a-z][a-z0-9-]*|[^/:\s]+\.(?:svc|internal|local|cluster\.local))(?::\d+)?(?:\/|$)/i;
