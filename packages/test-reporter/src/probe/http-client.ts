import { subscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import { currentScope, type Scope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { pathOf } from "./inbound-exchange.js";
import type { OutboundExchange } from "./observation.js";
import { claimSocket, hasDescriptor, watchOf } from "./sockets.js";
import { LIMITS, type Mutable } from "./test-record.js";

/** Watches requests made with `fetch` and undici, and with `node:http`. */
export function watchHttpClients(): void {
  on("undici:request:create", ({ request }) => {
    const { method, origin, path } = fields(request);
    begin(request, { method: text(method), origin: text(origin), path: pathOf(text(path)) });
  });
  on("undici:client:sendHeaders", ({ request, socket }) => {
    const pending = exchangeOf(request);
    if (!(socket instanceof Socket)) return;
    // undici writes from the connection's own context, so the request names its maker.
    claimSocket(socket, pending?.scope);
    if (pending !== undefined) pending.exchange.live = isLive(socket);
  });
  on("undici:request:headers", ({ request, response }) => {
    finish(request, fields(response)["statusCode"]);
  });
  on("undici:request:error", ({ request, error }) => {
    fail(request, error);
  });
  on("http.client.request.start", ({ request }) => {
    const { method, protocol, host, path } = fields(request);
    begin(request, {
      method: text(method),
      origin: `${text(protocol)}//${hostHeader(request) ?? text(host)}`,
      path: pathOf(text(path)),
    });
  });
  on("http.client.response.finish", ({ request, response }) => {
    const pending = exchangeOf(request);
    const { socket } = fields(request);
    if (pending !== undefined && socket instanceof Socket) pending.exchange.live = isLive(socket);
    finish(request, fields(response)["statusCode"]);
  });
  on("http.client.request.error", ({ request, error }) => {
    const pending = exchangeOf(request);
    const { socket } = fields(request);
    if (pending !== undefined && socket instanceof Socket) pending.exchange.live = isLive(socket);
    fail(request, error);
  });
}

interface PendingExchange {
  readonly scope: Scope;
  readonly exchange: Mutable<OutboundExchange>;
}

type Fields = Readonly<Record<string, unknown>>;

const pendingExchanges = new WeakMap<object, PendingExchange>();

function on(channelName: string, listener: (message: Fields) => void): void {
  subscribe(channelName, (message) => {
    guarded(() => {
      listener(fields(message));
    });
  });
}

function begin(request: unknown, head: Pick<OutboundExchange, "method" | "origin" | "path">): void {
  const scope = currentScope();
  if (scope === undefined || typeof request !== "object" || request === null) return;
  if (scope.test.outbound.length >= LIMITS.outbound) return;
  const exchange = { ...head, live: false };
  scope.test.outbound.push(exchange);
  pendingExchanges.set(request, { scope, exchange });
}

function finish(request: unknown, status: unknown): void {
  const pending = exchangeOf(request);
  if (pending !== undefined && typeof status === "number") pending.exchange.status = status;
}

function fail(request: unknown, error: unknown): void {
  const pending = exchangeOf(request);
  if (pending === undefined) return;
  pending.exchange.error = labelOf(error);
  // No socket was handed over; the system's error number tells a real refusal from a made-up one.
  const { errno, errors } = fields(error);
  pending.exchange.live ||= typeof errno === "number" || Array.isArray(errors);
}

function exchangeOf(request: unknown): PendingExchange | undefined {
  if (typeof request !== "object" || request === null) return undefined;
  const pending = pendingExchanges.get(request);
  return pending?.scope.test.ended === false ? pending : undefined;
}

/** A code where there is a telling one, else the name: `AbortSignal.timeout` gives code 23. */
function labelOf(error: unknown): string {
  const { code, name, cause } = fields(error);
  if (fields(cause)["name"] === "TimeoutError") return "TimeoutError";
  if (typeof code === "string" && code !== "ABORT_ERR") return code;
  return typeof name === "string" ? name : "Error";
}

function isLive(socket: Socket): boolean {
  return watchOf(socket)?.facts.live === true || hasDescriptor(socket);
}

function hostHeader(request: unknown): string | undefined {
  const { getHeader } = fields(request);
  if (typeof getHeader !== "function") return undefined;
  const host: unknown = Reflect.apply(getHeader, request, ["host"]);
  return typeof host === "string" ? host : undefined;
}

/** An object's properties by name: what channels carry is described by no type. */
function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  if (value instanceof URL) return value.origin;
  return typeof value === "string" ? value : "";
}
