import { testRule } from "../../harness/test-rule.js";

const OTEL = `import { trace } from "@opentelemetry/api";
const tracer = trace.getTracer("orders");
`;

testRule("require-span-end", {
  reports: {
    "an error before the end": `${OTEL}export async function load(work: () => Promise<void>) {
  const span = tracer.startSpan("load");
  await work();
  span.end();
}
`,
    "a return before the end": `${OTEL}export function load(orders: string[]) {
  const span = tracer.startSpan("load");
  if (orders.length === 0) return [];
  span.end();
  return orders;
}
`,
    "a span that nothing ends": `${OTEL}export async function load(work: () => Promise<void>) {
  const span = tracer.startSpan("load");
  span.setAttribute("a", 1);
  await work();
}
`,
    "a callback that ends it only on success": `${OTEL}export function load(work: () => Promise<void>) {
  return tracer.startActiveSpan("load", async (span) => {
    await work();
    span.end();
  });
}
`,
    "a callback that does not take it": `${OTEL}export function load(work: () => Promise<void>) {
  return tracer.startActiveSpan("load", () => work());
}
`,
    "a span of Sentry": `import * as Sentry from "@sentry/node";
export async function load(work: () => Promise<void>) {
  const span = Sentry.startInactiveSpan({ name: "load" });
  await work();
  span.end();
}
`,
    "a span of Datadog": `import tracer from "dd-trace";
export async function load(work: () => Promise<void>) {
  const span = tracer.startSpan("load");
  await work();
  span.finish();
}
`,
  },
  silent: {
    "an end in finally": `${OTEL}export async function load(work: () => Promise<void>) {
  const span = tracer.startSpan("load");
  try {
    await work();
  } finally {
    span.end();
  }
}
`,
    "an end after the last that may fail, and in the catch": `${OTEL}export function load(work: () => Promise<void>) {
  return tracer.startActiveSpan("load", {}, async (span) => {
    try {
      const result = await work();
      span.end();
      return result;
    } catch (error) {
      span.recordException(error as Error);
      span.end();
      throw error;
    }
  });
}
`,
    "an end in a callback of the promise": `${OTEL}export function load(work: () => Promise<void>) {
  const span = tracer.startSpan("load");
  return work().finally(() => span.end());
}
`,
    "a span that is handed out": `${OTEL}export function begin() {
  const span = tracer.startSpan("load");
  return span;
}
`,
    "a span that an event ends": `${OTEL}export function load(stream: NodeJS.ReadableStream) {
  const span = tracer.startSpan("load");
  stream.on("end", () => span.end());
}
`,
    "a function that ends it": `${OTEL}import { endSpan } from "./spans.js";
export function load(work: () => Promise<void>) {
  return tracer.startActiveSpan("load", async (span) => {
    await work();
    endSpan(span);
  });
}
`,
    "a span that somebody else started": `import { trace } from "@opentelemetry/api";
export async function load(work: () => Promise<void>) {
  const span = trace.getActiveSpan();
  await work();
  span?.setAttribute("a", 1);
}
`,
    "a span that its library ends": `import * as Sentry from "@sentry/node";
export function load(work: () => Promise<void>) {
  return Sentry.startSpan({ name: "load" }, async () => work());
}
`,
    "another library's method of that name": `import { startSpan } from "./layout.js";
export async function load(work: () => Promise<void>) {
  const span = startSpan("load");
  await work();
  span.end();
}
`,
  },
});
