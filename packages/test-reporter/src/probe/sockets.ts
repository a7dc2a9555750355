import { Socket } from "node:net";
import { claimPort, type Scope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { intercept, isCallable } from "./intercept.js";
import { SocketWatch } from "./socket-watch.js";

/**
 * Watches every client socket of the process. It patches `connect` because the channel
 * `net.client.socket` misses `new Socket().connect()` on Node 20, which is what drivers use.
 */
export function watchSockets(): void {
  const original: unknown = Reflect.get(Socket.prototype, "connect");
  if (!isCallable(original)) return;
  Reflect.set(
    Socket.prototype,
    "connect",
    function connect(this: Socket, ...connectArguments: unknown[]): unknown {
      // After the original: it resets `write` on the socket.
      const result = original.apply(this, connectArguments);
      guarded(() => {
        watch(this, connectArguments);
      });
      return result;
    },
  );
}

/** What was seen of a socket; undefined for one that connected before the probe was there. */
export function watchOf(socket: object): SocketWatch | undefined {
  return watches.get(socket);
}

/** Names the scope that the socket's next bytes are sent for. */
export function claimSocket(socket: Socket, scope: Scope | undefined): void {
  const watched = watches.get(socket);
  if (watched !== undefined) watched.claimed = scope;
  claimPort(socket.localPort, scope);
}

/**
 * Whether the operating system knows the socket. Interceptors fake sockets down to the handle,
 * but a faked handle has no descriptor. Windows has none either, so there every handle counts.
 */
export function hasDescriptor(socket: object): boolean {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return false;
  const descriptor: unknown = Reflect.get(handle, "fd");
  return process.platform === "win32" || (typeof descriptor === "number" && descriptor > 0);
}

const watches = new WeakMap<object, SocketWatch>();

function watch(socket: Socket, connectArguments: readonly unknown[]): void {
  const watched = new SocketWatch(peerOf(connectArguments));
  watches.set(socket, watched);
  let endedByPeer = false;
  intercept(socket, "write", (chunk, encoding) => {
    noteConnection(socket, watched);
    const scope = watched.sent(bytesOf(chunk, encoding));
    claimPort(socket.localPort, scope);
  });
  intercept(socket, "push", (chunk) => {
    noteConnection(socket, watched);
    if (chunk === null) endedByPeer = true;
    else watched.received(bytesOf(chunk, undefined));
  });
  intercept(socket, "_destroy", (error) => {
    noteConnection(socket, watched);
    if (error instanceof Error && wasTriedForReal(error)) watched.facts.live = true;
    watched.closed(error instanceof Error ? error : undefined, endedByPeer);
  });
}

function noteConnection(socket: Socket, watched: SocketWatch): void {
  if (watched.facts.live || socket.connecting) return;
  watched.facts.live = hasDescriptor(socket);
  if (socket.remoteAddress !== undefined && socket.remotePort !== undefined) {
    watched.facts.peer = `${socket.remoteAddress}:${String(socket.remotePort)}`;
  }
}

/**
 * Whether the operating system was asked to connect. A refused socket has no descriptor left to
 * look at, but the system's error has its number; a host with several addresses gives several errors.
 */
function wasTriedForReal(error: Error): boolean {
  return "errors" in error || ("syscall" in error && "errno" in error);
}

/** Where a call of `connect` is going: `(options)`, `(port, host)` or `(path)`. */
function peerOf([first, second]: readonly unknown[]): string {
  const target: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof target === "string") return target;
  if (typeof target === "number") return address(target, second);
  if (typeof target !== "object" || target === null) return "unknown";
  const path: unknown = Reflect.get(target, "path");
  const port: unknown = Reflect.get(target, "port");
  if (port !== undefined) return address(port, Reflect.get(target, "host"));
  return typeof path === "string" ? path : "unknown";
}

function address(port: unknown, host: unknown): string {
  return `${typeof host === "string" ? host : "localhost"}:${String(port)}`;
}

function bytesOf(chunk: unknown, encoding: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk !== "string") return new Uint8Array(0);
  return Buffer.from(chunk, isEncoding(encoding) ? encoding : "utf8");
}

function isEncoding(value: unknown): value is BufferEncoding {
  return typeof value === "string" && Buffer.isEncoding(value);
}
