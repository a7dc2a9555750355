import { createHash } from "node:crypto";
import { channel, subscribe } from "node:diagnostics_channel";
import { bindScope, currentScope, type Scope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { servedExchangeOf, type ServedExchange } from "./http-server.js";
import { beginInbound, endInbound } from "./inbound-exchange.js";

/**
 * Watches Fastify's handlers: the route pattern of a request that came through a server, and
 * requests that `app.inject` hands over without one. An injected request that is answered before
 * its handler (a failed validation) is not seen.
 */
export function watchFastify(): void {
  // Fastify looks for subscribers before it runs the stores; a bound store alone would not count.
  subscribe(HANDLER_START, () => undefined);
  bindScope(
    channel(HANDLER_START),
    (message) => guarded(() => scopeOfHandler(message)) ?? currentScope(),
  );
}

const HANDLER_START = "tracing:fastify.request.handler:start";

function scopeOfHandler(message: unknown): Scope | undefined {
  const request = property(message, "request");
  const raw = property(request, "raw");
  if (typeof raw !== "object" || raw === null) return undefined;
  const known = servedExchangeOf(raw) ?? beginInjected(raw, request, property(message, "reply"));
  if (known === undefined) return undefined;
  const route = property(property(message, "route"), "url");
  if (typeof route === "string") known.exchange.route = route;
  return { test: known.test, exchange: known.exchange };
}

function beginInjected(raw: object, request: unknown, reply: unknown): ServedExchange | undefined {
  const test = currentScope()?.test;
  if (test === undefined) return undefined;
  const method = property(raw, "method");
  const url = property(raw, "url");
  const exchange = beginInbound(test, {
    ...(typeof method === "string" && { method }),
    ...(typeof url === "string" && { url }),
  });
  if (exchange === undefined) return undefined;
  const body = JSON.stringify(property(request, "body") ?? null);
  exchange.key += ` ${createHash("sha1").update(body).digest("hex")}`;
  const response = property(reply, "raw");
  if (isEmitter(response)) {
    response.once("finish", () => {
      guarded(() => {
        const status = property(response, "statusCode");
        if (!test.ended && typeof status === "number") exchange.status = status;
        endInbound(test, exchange);
      });
    });
  }
  return { test, exchange };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function isEmitter(value: unknown): value is NodeJS.EventEmitter {
  return typeof property(value, "once") === "function";
}
