import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";

/** A local server of a test's own. */
export interface TestServer {
  readonly port: number;
  readonly close: () => void;
}

/** Accepts, and never says a word. */
export function startSilentServer(): Promise<TestServer> {
  return listen(createServer((socket) => socket.on("data", () => undefined)));
}

/** A port at which nobody listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await startSilentServer();
  close();
  return port;
}

/** Stands between a client and a server, and resets the connection once `size` bytes came back after `mark` was sent. */
export function startResettingProxy(port: number, mark: string): Promise<TestServer> {
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    let isMarked = false;
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    client.on("data", (bytes) => {
      isMarked ||= bytes.includes(mark);
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!isMarked) client.write(bytes);
      else {
        client.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () =>
          client.resetAndDestroy(),
        );
        upstream.destroy();
      }
    });
  });
  return listen(server);
}

/** Takes TLS off a client's connection before a server that offers none. `agree` says when TLS begins. */
export function startTlsProxy(
  port: number,
  agree?: (client: Socket) => Promise<void>,
): Promise<TestServer> {
  const secureContext = tls.createSecureContext(certificate());
  const server = createServer((client) => {
    client.on("error", () => undefined);
    void (agree ?? (() => Promise.resolve()))(client).then(() => {
      const secured = new tls.TLSSocket(client, { isServer: true, secureContext });
      const upstream = connect(port, "127.0.0.1");
      secured.on("error", () => upstream.destroy());
      upstream.on("error", () => secured.destroy());
      secured.pipe(upstream).pipe(secured);
    });
  });
  return listen(server);
}

/** PostgreSQL's way to begin TLS: the client asks, the server says `S`. */
export async function agreeLikePostgres(client: Socket): Promise<void> {
  await once(client, "data");
  client.pause();
  client.write("S");
}

/** Listens at a port of its own, and keeps its sockets to close them. */
export async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A certificate that nobody signed but itself. */
export function certificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "faultline-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
        ...["-keyout", key, "-out", cert, "-subj", "/CN=localhost", "-days", "2"],
      ],
      { stdio: "ignore" },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
