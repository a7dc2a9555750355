import { span, spanOfCallback } from "../kinds/span.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** What a trace shows of a failure (opentelemetry.io, "Record errors"). */
const REPORTS = ["recordException", "setStatus", "setAttribute", "setAttributes", "addEvent"];

/** What a metric is told (opentelemetry.io, "Metrics"), by the way to create it. */
const METRICS = {
  createCounter: "add",
  createUpDownCounter: "add",
  createHistogram: "record",
  createGauge: "record",
} as const;

/** A span is handed to the callback of `startActiveSpan()`, which may stand behind options and a context. */
const CALLBACKS = [1, 2, 3];

export const opentelemetryApi: Library = defineLibrary({
  packages: ["@opentelemetry/api"],
  docs: "https://opentelemetry.io/docs/languages/js/instrumentation/#record-errors",
  aliases: {
    "trace.getTracer()": "new Tracer",
    "trace.getActiveSpan()": "new Span",
    "trace.getSpan()": "new Span",
    "new Tracer.startSpan()": "new Span",
    "metrics.getMeter()": "new Meter",
    ...Object.fromEntries(
      CALLBACKS.map((at) => [`new Tracer.startActiveSpan(${String(at)}:0)`, "new Span"]),
    ),
    // Each gives the span again, so that calls can be chained.
    ...Object.fromEntries(REPORTS.map((name) => [`new Span.${name}()`, "new Span"])),
  },
  sites: {
    "new Tracer.startSpan()": span("end"),
    "new Tracer.startActiveSpan()": spanOfCallback("end"),
  },
  reports: [
    ...REPORTS.map((name) => `new Span.${name}()`),
    ...Object.entries(METRICS).map(([create, tell]) => `new Meter.${create}().${tell}()`),
  ],
  wrappers: { "new Tracer.startActiveSpan()": unlimited, "context.with()": unlimited },
});
