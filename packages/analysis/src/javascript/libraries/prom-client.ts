import { present, unknown, type Fact } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { effectOf, limitFact } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** What a metric is told, by its class (README, "Metrics"): alerts are made of it, and no caller reads it. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  Counter: ["inc"],
  Gauge: ["inc", "dec", "set", "setToCurrentTime", "startTimer()"],
  Histogram: ["observe", "startTimer()"],
  Summary: ["observe", "startTimer()"],
};

const METRICS = Object.keys(TOLD).map((name) => `new ${name}`);

const REMEDY = { without: "without `timeout` a push waits for ever", remedy: "timeout: 5_000" };

/**
 * The options are those of `http.request`, and the event `timeout` ends it (prom-client 15.1, `lib/pushgateway.js`). Node's own
 * agent sends that after 5 s of silence (`http.globalAgent.options`, 20.20), another one as it is made.
 */
const gateway: Recognise = (call) => {
  const option = call.option(1, "timeout");
  return client(call, {
    timeout: option.state === "absent" ? byAgent(call) : limitFact("timeout", option, REMEDY),
    effects: [effectOf("timeout", option)],
  });
};

function byAgent(call: LibraryCall): Fact {
  return call.option(1, "agent").state === "absent"
    ? present("Node's agent ends it after 5 s of silence")
    : unknown("its agent may limit it");
}

const push: Recognise = (call) =>
  outboundCall(call, {
    access: "write",
    idempotency: present("it replaces what was pushed before"),
    timeout: unknown("the gateway is judged where it is created"),
  });

export const promClient: Library = defineLibrary({
  packages: ["prom-client"],
  docs: "https://github.com/siimon/prom-client#custom-metrics",
  // The metric with some labels is told the same.
  aliases: Object.fromEntries(METRICS.map((metric) => [`${metric}.labels()`, metric])),
  sites: {
    "new Pushgateway": gateway,
    "new Pushgateway.push()": push,
    "new Pushgateway.pushAdd()": push,
    "new Pushgateway.delete()": push,
  },
  reports: Object.entries(TOLD).flatMap(([name, calls]) =>
    calls.map((one) => `new ${name}.${one}()`),
  ),
});
