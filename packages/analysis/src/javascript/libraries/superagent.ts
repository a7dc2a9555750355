import { present, unknown, type Fact } from "@faultline/contract";
import { chainAfter, chainEnd } from "../flow/call-chain.js";
import { missingLimit } from "../kinds/limit.js";
import { verbsOf } from "../kinds/http-verbs.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** Neither `response` nor `deadline` is limited by default (`lib/request-base.js`, 10.4). */
const MISSING = {
  without: "superagent has no time limit by default",
  remedy: ".timeout({ response: 5_000, deadline: 30_000 })",
};

function request(call: LibraryCall, method: string | undefined) {
  const links = chainAfter(call.node).map(({ name }) => name);
  return outboundCall(call, {
    method: method ?? methodGiven(call),
    url: call.argument(method === undefined ? 1 : 0),
    timeout: timeout(call, links),
    ownAttempts: links.includes("retry") ? undefined : 1,
  });
}

/** `superagent("POST", url)`. */
function methodGiven(call: LibraryCall): string | undefined {
  const first = call.argument(0);
  return first?.type === "Literal" && typeof first.value === "string"
    ? first.value.toUpperCase()
    : undefined;
}

function timeout(call: LibraryCall, links: readonly string[]): Fact {
  if (links.includes("timeout")) return present("`.timeout()` in its chain");
  if (links.some((name) => name === "use" || name === "pipe"))
    return unknown("a plugin or a stream may have its own limit");
  const { node, facts, origin } = call;
  if (origin.path.startsWith("agent()")) return unknown("the agent's own defaults hold");
  const isSent = links.includes("then") || chainEnd(node).parent?.type === "AwaitExpression";
  return !isSent && facts.mentions(/\.timeout\(/)
    ? unknown("the request is handed on, and may get a limit later")
    : missingLimit(MISSING);
}

const VERBS = ["get", "post", "put", "patch", "head", "del", "delete"];

export const superagent: Library = defineLibrary({
  packages: ["superagent"],
  docs: "https://forwardemail.github.io/superagent/#timeouts",
  sites: { ...verbsOf("", VERBS, request), ...verbsOf("agent()", VERBS, request) },
});
