import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import tls from "node:tls";
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
        watch(this, new SocketWatch(this, peerOf(connectArguments)));
      });
      return result;
    },
  );
  watchUpgrades();
}

/**
 * Goes on watching a connection that is encrypted after it was opened, as databases do it: the TLS
 * socket above it carries the plain text. One made for TLS from the start is seen at its `connect`.
 */
function watchUpgrades(): void {
  const original: unknown = Reflect.get(tls, "connect");
  if (!isCallable(original)) return;
  const connect = function (this: unknown, ...connectArguments: unknown[]): unknown {
    const secured = original.apply(this, connectArguments);
    guarded(() => {
      const watched = watchBelow(connectArguments);
      if (watched === undefined || !(secured instanceof Socket)) return;
      watched.carrier = secured;
      watch(secured, watched);
    });
    return secured;
  };
  Reflect.set(tls, "connect", connect);
  // For those who import it by name.
  syncBuiltinESMExports();
}

/** The watch of the socket that a TLS socket is made upon. */
function watchBelow(connectArguments: readonly unknown[]): SocketWatch | undefined {
  for (const options of connectArguments) {
    if (typeof options !== "object" || options === null) continue;
    const below: unknown = Reflect.get(options, "socket");
    if (typeof below === "object" && below !== null) return watches.get(below);
  }
  return undefined;
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

function watch(socket: Socket, watched: SocketWatch): void {
  watches.set(socket, watched);
  let endedByPeer = false;
  const interceptCarrier = (
    name: string,
    before: (...callArguments: readonly unknown[]) => void,
  ): void => {
    intercept(socket, name, (...callArguments) => {
      if (watched.carrier !== socket) return;
      noteConnection(socket, watched);
      before(...callArguments);
    });
  };
  interceptCarrier("write", (chunk, encoding) => {
    const scope = watched.sent(bytesOf(chunk, encoding));
    claimPort(socket.localPort, scope);
  });
  interceptCarrier("push", (chunk) => {
    // A peer also ends when the client did: that is its answer.
    if (chunk === null) endedByPeer = !socket.writableEnded;
    else watched.received(bytesOf(chunk, undefined));
  });
  interceptCarrier("_destroy", (cause) => {
    const error = cause instanceof Error ? cause : undefined;
    if (error !== undefined && wasTriedForReal(error)) watched.facts.live = true;
    // `null` as long as nobody ever asked for what the peer says.
    const listened = socket.readableFlowing !== null;
    watched.closed({ error, by: endedByPeer ? "peer" : "client", listened });
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
