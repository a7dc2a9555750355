import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import tls from "node:tls";
import { certificate, listen, type TestServer } from "./servers.js";

/**
 * Offers TLS in front of a MySQL server that has none: it adds the capability to the greeting, and takes the
 * number of the one packet that the server never saw off those of the log-in.
 */
export function startMysqlTlsProxy(port: number): Promise<TestServer> {
  const secureContext = tls.createSecureContext(certificate());
  const server = createServer((client) => {
    void serve(client, port, secureContext).catch(() => client.destroy());
  });
  return listen(server);
}

const CLIENT_SSL = 0x08;
const SSL_REQUEST_LENGTH = 36;

async function serve(
  client: Socket,
  port: number,
  secureContext: tls.SecureContext,
): Promise<void> {
  const upstream = connect(port, "127.0.0.1");
  upstream.on("error", () => client.destroy());
  const greeting = await firstBytes(upstream);
  // Behind the version's zero: thread, first part of the salt, a filler; then the upper byte of the low flags.
  const capabilities = greeting.indexOf(0, 5) + 1 + 4 + 8 + 1;
  greeting[capabilities + 1] = (greeting[capabilities + 1] ?? 0) | CLIENT_SSL;
  client.write(greeting);
  const request = await firstBytes(client);
  client.pause();
  // TLS may begin in the same breath as the request for it.
  client.unshift(request.subarray(SSL_REQUEST_LENGTH));
  const secured = new tls.TLSSocket(client, { isServer: true, secureContext });
  secured.on("error", () => upstream.destroy());
  upstream.write(renumbered(await firstBytes(secured), -1));
  secured.write(renumbered(await firstBytes(upstream), 1));
  secured.pipe(upstream).pipe(secured);
}

async function firstBytes(socket: Socket): Promise<Buffer> {
  const [bytes] = (await once(socket, "data")) as [Buffer];
  return Buffer.from(bytes);
}

function renumbered(packet: Buffer, by: number): Buffer {
  packet[3] = (packet[3] ?? 0) + by;
  return packet;
}
