/** Agents that measure, trace and collect errors and statements by being started. */
const AGENTS = [
  "dd-trace",
  "@datadog/(?!browser|mobile).+",
  "newrelic",
  "@newrelic/.+",
  "elastic-apm-node",
  "applicationinsights",
  "@azure/monitor-opentelemetry(?:-exporter)?",
  "@appsignal/nodejs",
  "@splunk/otel",
  "@honeycombio/opentelemetry-node",
  "@instana/(?:collector|core)",
  "@dynatrace/.+",
  "@grafana/.*otel.*",
  "@highlight-run/.+",
  "@hyperdx/node-opentelemetry",
  "skywalking-backend-js",
  "lightstep-opentelemetry-launcher-node",
  "@scout_apm/.+",
];

/** OpenTelemetry put to work; its API alone does nothing. */
const OPENTELEMETRY = [
  "@opentelemetry/(?:sdk|auto-instrumentations|instrumentation|exporter|context-async-hooks|node).*",
  "@google-cloud/opentelemetry-.+",
  "@vercel/otel",
  "@hono/otel",
  "@fastify/otel",
  "@kubiks/otel.*",
  "@microlabs/otel-cf-workers",
  "nestjs-otel",
  "@metinseylan/nestjs-opentelemetry",
  "@amplication/opentelemetry-nestjs",
];

const METRICS = [
  "prom-client",
  "express-prom-bundle",
  "express-prometheus-middleware",
  "fastify-metrics",
  "@willsoto/nestjs-prometheus",
  "nestjs-prometheus",
  "@promster/.+",
  "@hono/prometheus",
  "prometheus-api-metrics",
  "koa-prometheus-exporter",
  "swagger-stats",
  "hot-shots",
  "node-statsd",
  "statsd-client",
  "aws-embedded-metrics",
  "@aws-lambda-powertools/metrics",
  "@opentelemetry/sdk-metrics",
  "express-status-monitor",
];

const TRACING = [
  "jaeger-client",
  "zipkin.*",
  "aws-xray-sdk.*",
  "@aws-lambda-powertools/tracer",
  "@google-cloud/trace-agent",
  "opentracing",
  "@sentry/opentelemetry",
];

const ERROR_TRACKING = [
  "@sentry/(?:node|nestjs|bun|deno|nextjs|remix|sveltekit|nuxt|serverless|aws-serverless|google-cloud-serverless|cloudflare|hono).*",
  "raven",
  "@bugsnag/.+",
  "bugsnag",
  "rollbar",
  "@honeybadger-io/.+",
  "honeybadger",
  "@airbrake/.+",
  "airbrake",
  "raygun",
  "@google-cloud/error-reporting",
  "@glitchtip/.+",
  "@ntegral/nestjs-sentry",
];

const QUERY_INSTRUMENTATION = ["@prisma/instrumentation", "typeorm-opentelemetry"];

export const PROVIDES_METRICS = named(AGENTS, OPENTELEMETRY, METRICS);
export const PROVIDES_TRACES = named(AGENTS, OPENTELEMETRY, TRACING);
export const PROVIDES_ERROR_TRACKING = named(AGENTS, ERROR_TRACKING);
export const PROVIDES_QUERY_SPANS = named(AGENTS, OPENTELEMETRY, QUERY_INSTRUMENTATION);

function named(...lists: readonly (readonly string[])[]): RegExp {
  return new RegExp(`^(?:${lists.flat().join("|").replaceAll(".+", "[^ ]+")})$`);
}
