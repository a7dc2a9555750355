import { present, unknown } from "@faultline/contract";
import { timeoutClient } from "../kinds/client.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** What a metric is told, by its class (README, "Metrics"): alerts are made of it, and no caller reads it. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  Counter: ["inc"],
  Gauge: ["inc", "dec", "set", "setToCurrentTime", "startTimer()"],
  Histogram: ["observe", "startTimer()"],
  Summary: ["observe", "startTimer()"],
};

const METRICS = Object.keys(TOLD).map((name) => `new ${name}`);

/** The options are those of `http.request`, and its `timeout` ends the request (prom-client 15.1, `lib/pushgateway.js`). */
const MISSING = {
  without: "a push has no time limit by default",
  remedy: "timeout: 5_000",
};

const gateway: Recognise = (call) => timeoutClient(call, 1, MISSING);

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
