import { span } from "../kinds/span.js";
import { unlimited } from "../kinds/wrapping.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** `tracer.trace()` and `tracer.wrap()` finish their span by themselves; `startSpan()` leaves it to the code. */
export const ddTrace: Library = defineLibrary({
  packages: ["dd-trace"],
  docs: "https://docs.datadoghq.com/tracing/trace_collection/custom_instrumentation/nodejs/dd-api/",
  aliases: { tracer: "", default: "", "init()": "" },
  sites: { "startSpan()": span("finish") },
  wrappers: { "trace()": unlimited },
});
