import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/**
 * c-ares waits a few seconds and tries four times (nodejs.org/api/dns.html, `new Resolver`). That it sends a packet
 * again is how the protocol copes with loss, and no retry that multiplies another.
 */
const BOUNDED = present("the resolver has limits of its own");

const query: Recognise = (call) => outboundCall(call, { access: "read", timeout: BOUNDED });

const resolver: Recognise = (call) => client(call, { timeout: BOUNDED });

const QUERIES = ["resolve", "resolve4", "resolve6", "resolveCname", "resolveMx", "resolveNs"];
const MORE = ["resolveSrv", "resolveTxt", "reverse"];

const queries = (receiver: string): Readonly<Record<string, Recognise>> =>
  Object.fromEntries([...QUERIES, ...MORE].map((name) => [`${receiver}${name}()`, query]));

export const nodeDns: Library = defineLibrary({
  packages: ["node:dns", "node:dns/promises"],
  docs: "https://nodejs.org/api/dns.html",
  aliases: { "new promises.Resolver": "new Resolver" },
  sites: {
    "new Resolver": resolver,
    ...queries(""),
    ...queries("promises."),
    ...queries("new Resolver."),
  },
});
