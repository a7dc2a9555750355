import { unknown } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { limitFact } from "../kinds/limit.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** No `defaultTimeoutMs` means no deadline (`node-transport-options.d.ts`, 2.1). */
const MISSING = {
  without: "calls through this transport have no deadline by default",
  remedy: "defaultTimeoutMs: 5_000",
};

function transport(call: LibraryCall) {
  const option = call.option(0, "defaultTimeoutMs");
  const own = limitFact("defaultTimeoutMs", option, MISSING);
  const isPerCall = own.state === "absent" && call.facts.packageMentions(/\btimeoutMs\b/);
  const isIntercepted = call.option(0, "interceptors").state !== "absent";
  return client(call, {
    timeout:
      own.state === "absent" && (isPerCall || isIntercepted)
        ? unknown("each call, or an interceptor, may set a deadline")
        : own,
    optionsAt: 0,
  });
}

export const connectrpc: Library = defineLibrary({
  packages: ["@connectrpc/connect-node"],
  docs: "https://connectrpc.com/docs/node/using-clients",
  sites: {
    "createConnectTransport()": transport,
    "createGrpcTransport()": transport,
    "createGrpcWebTransport()": transport,
  },
});
