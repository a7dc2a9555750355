import { createHash } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { currentScope, enterScope, ownerOfPort, type Scope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { beginInbound, endInbound } from "./inbound-exchange.js";
import { intercept } from "./intercept.js";
import type { InboundRecord, TestRecord } from "./test-record.js";

/** An exchange with the test it belongs to. */
export interface ServedExchange {
  readonly test: TestRecord;
  readonly exchange: InboundRecord;
}

/** Watches every request that an HTTP server of this process serves. */
export function watchHttpServers(): void {
  on("http.server.request.start", begin);
  on("http.server.response.finish", finish);
}

/** The exchange that `request` belongs to, where it came through a server. */
export function servedExchangeOf(request: object): ServedExchange | undefined {
  return served.get(request);
}

const served = new WeakMap<object, ServedExchange>();

function begin({ request, response }: Parts): void {
  // The port wins over the inherited context, or a kept-alive connection keeps its first test.
  const owner = ownerOfPort(request.socket.remotePort) ?? currentScope();
  const exchange = owner && beginInbound(owner.test, request);
  enterScope(owner && scopeOf(owner.test, exchange));
  if (owner === undefined || exchange === undefined) return;
  served.set(request, { test: owner.test, exchange });
  hashBody(request, exchange);
  response.once("close", () => {
    guarded(() => {
      endInbound(owner.test, exchange);
    });
  });
}

function finish({ request, response }: Parts): void {
  const known = served.get(request);
  if (known === undefined || known.test.ended) return;
  known.exchange.status = response.statusCode;
  const route = expressRoute(request);
  if (route !== undefined) known.exchange.route = route;
  endInbound(known.test, known.exchange);
}

/** Adds what the handler reads of the body to the key; bytes that nobody reads can't matter. */
function hashBody(request: IncomingMessage, exchange: InboundRecord): void {
  const head = exchange.key;
  const hash = createHash("sha1");
  intercept(request, "push", (chunk) => {
    if (!(chunk instanceof Uint8Array)) return;
    hash.update(chunk);
    exchange.key = `${head} ${hash.copy().digest("hex")}`;
  });
}

/** Express puts the matched layer on the request; the mount path is in `baseUrl`. */
function expressRoute(request: IncomingMessage): string | undefined {
  const route: unknown = Reflect.get(request, "route");
  if (typeof route !== "object" || route === null) return undefined;
  const path: unknown = Reflect.get(route, "path");
  const base: unknown = Reflect.get(request, "baseUrl");
  return typeof path === "string" ? `${typeof base === "string" ? base : ""}${path}` : undefined;
}

function scopeOf(test: TestRecord, exchange: InboundRecord | undefined): Scope {
  return exchange === undefined ? { test } : { test, exchange };
}

interface Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function on(channelName: string, listener: (parts: Parts) => void): void {
  subscribe(channelName, (message) => {
    guarded(() => {
      if (isParts(message)) listener(message);
    });
  });
}

function isParts(message: unknown): message is Parts {
  if (typeof message !== "object" || message === null) return false;
  return (
    Reflect.get(message, "request") instanceof IncomingMessage &&
    Reflect.get(message, "response") instanceof ServerResponse
  );
}
