import { absent, unknown, type Fact } from "@faultline/contract";
import { fetchCall, mayBeRequest } from "../kinds/fetch-call.js";
import { anyOf, limitFact, timeLimits } from "../kinds/limit.js";
import { hasRelativeUrl } from "../kinds/relative-url.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const MISSING = {
  without: "node-fetch waits for ever",
  remedy: "signal: AbortSignal.timeout(5_000)",
};

/**
 * Version 2 has a `timeout`, which version 3 dropped and ignores (docs/v3-UPGRADE-GUIDE.md). What a browser
 * gets of version 2 is the browser's own (`browser.js`).
 */
function request(call: LibraryCall) {
  if (hasRelativeUrl(call)) return undefined;
  const major = call.facts.package.majorOf("node-fetch");
  const signal = limitFact("signal", call.option(1, "signal"), MISSING);
  const ignored = major !== undefined && major >= 3;
  const own = ignored
    ? signal
    : anyOf(signal, limitFact("timeout", call.option(1, "timeout"), MISSING));
  const draft = fetchCall(call, {
    timeout: mayBeRequest(call) ? unknown("a Request object may carry a signal of its own") : own,
    ...(!ignored && { options: ["timeout"] }),
  });
  const dropped = ignored ? droppedTimeout(call) : undefined;
  const timeout = draft.mechanisms.timeout ?? own;
  return { ...draft, mechanisms: { ...draft.mechanisms, ...timeLimits(timeout, dropped) } };
}

function droppedTimeout(call: LibraryCall): Fact | undefined {
  const { state } = call.option(1, "timeout");
  const isGiven = state === "constant" || state === "given";
  return isGiven && call.option(1, "signal").state === "absent"
    ? absent("node-fetch 3 has no `timeout` option and ignores it", MISSING.remedy)
    : undefined;
}

export const nodeFetch: Library = defineLibrary({
  packages: ["node-fetch"],
  docs: "https://github.com/node-fetch/node-fetch#options",
  aliases: { fetch: "" },
  sites: { "()": request },
});
