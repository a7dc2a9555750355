import { unknown, type Fact } from "@faultline/contract";
import { anyOf, limitFact } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** `timeout` is new in 6 (`CallSettings`, 6.0); `maxRetries` is 2 by default. */
const MISSING = {
  without: "the AI SDK waits for the model without a time limit",
  remedy: "abortSignal: AbortSignal.timeout(60_000)",
};

function generate(call: LibraryCall) {
  return outboundCall(call, {
    access: "read",
    timeout: timeout(call),
    optionsAt: 0,
    ownAttempts: call.option(0, "maxRetries").state === "absent" ? 3 : undefined,
  });
}

function timeout(call: LibraryCall): Fact {
  const signal = limitFact("abortSignal", call.option(0, "abortSignal"), MISSING);
  const major = call.facts.package.majorOf("ai");
  if (major !== undefined && major < 6) return signal;
  return anyOf(signal, limitFact("timeout", call.option(0, "timeout"), MISSING));
}

const stream: Recognise = (call) =>
  outboundCall(call, {
    access: "read",
    timeout: unknown("a stream may last as long as it has something to say"),
  });

export const ai: Library = defineLibrary({
  packages: ["ai"],
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/settings#abortsignal",
  sites: {
    "generateText()": generate,
    "generateObject()": generate,
    "embed()": generate,
    "embedMany()": generate,
    "streamText()": stream,
    "streamObject()": stream,
  },
});
