import { PROVIDES_METRICS } from "./observability-libraries.js";
import { requireCapability } from "./require-capability.js";

/** How many requests there are, how many fail and how long they take must be known before users say so. */
export const requireMetrics = requireCapability({
  id: "require-metrics",
  criterion: "metrics-collected",
  preset: "strict",
  docs: {
    looksAt:
      "Dependencies of the service, of the workspace's packages behind it and of the root: prom-client and its kin, StatsD, OpenTelemetry, APM agents.",
    reports: "A service with routes that has none of them.",
    silent:
      "Any code or configuration speaks of metrics: an endpoint of its own, an agent in `NODE_OPTIONS`, a service mesh, a platform's monitor.",
  },
  libraries: PROVIDES_METRICS,
  hints:
    /prometheus|statsd|opentelemetry|\botel\b|otlp|dd-trace|datadog|new_?relic|dynatrace|elastic-?apm|app(?:lication)?insights|\/metrics\b|\bmetrics\b|@sentry\/(?:node|nestjs|bun)|tracesSampleRate|istio|linkerd|cloudwatch|google-cloud\/monitoring|influx|service-?monitor/i,
  concerns: ({ entry }) => entry,
  praise: "Requests are measured with",
  message:
    "Nothing measures this service: not how many requests it gets, not how many fail, not how long they take. The first to notice that it is slow or failing are its users.",
  suggestion:
    "Count requests by route and status, and their duration in a histogram: `prom-client`, or an OpenTelemetry SDK.",
});
