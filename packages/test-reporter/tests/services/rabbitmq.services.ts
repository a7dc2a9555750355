import { connect, type ChannelModel } from "amqplib";
import { expect, it } from "vitest";
import { endings, observe, spoken } from "../support/observe.js";
import {
  closedPort,
  startResettingProxy,
  startSilentServer,
  startTlsProxy,
} from "../support/servers.js";
import { describeService } from "../support/service.js";

const PORT = 5672;

async function withConnection(
  url: string,
  use: (connection: ChannelModel) => Promise<unknown>,
): Promise<void> {
  const connection = await connect(url, { timeout: 200, rejectUnauthorized: false });
  connection.on("error", () => undefined);
  try {
    await use(connection);
  } finally {
    await connection.close().catch(() => undefined);
  }
}

await describeService("RabbitMQ", PORT, () => {
  it("is heard publishing, confirming and consuming", async () => {
    const seen = await observe(() =>
      withConnection(`amqp://127.0.0.1:${String(PORT)}`, async (connection) => {
        const channel = await connection.createConfirmChannel();
        const { queue } = await channel.assertQueue("", { exclusive: true });
        channel.sendToQueue(queue, Buffer.from("paid"));
        await channel.waitForConfirms();
        await new Promise<void>((settle) => {
          void channel.consume(queue, (message) => {
            if (message !== null) channel.nack(message, false, false);
            settle();
          });
        });
      }),
    );
    expect(spoken(seen, "amqp")).toEqual(["SELECT", "DECLARE", "PUBLISH", "CONSUME", "NACK"]);
    expect(endings(seen)).toEqual(["amqp closed"]);
  });

  it("is heard returning a message, closing a channel, and rolling back", async () => {
    const seen = await observe(() =>
      withConnection(`amqp://127.0.0.1:${String(PORT)}`, async (connection) => {
        const channel = await connection.createConfirmChannel();
        channel.on("error", () => undefined);
        channel.publish("", "no-queue-of-this-name", Buffer.from("x"), { mandatory: true });
        await channel.waitForConfirms();
        await channel.checkQueue("no-queue-of-this-name").catch(() => undefined);
      }),
    );
    expect(spoken(seen, "amqp")).toEqual(["SELECT", "PUBLISH 312", "DECLARE 404"]);
  });

  it("says why it refuses a log-in", async () => {
    const url = `amqp://guest:wrong@127.0.0.1:${String(PORT)}`;
    const seen = await observe(() =>
      withConnection(url, () => Promise.resolve()).catch(() => undefined),
    );
    expect(seen.conversations[0]?.errors).toEqual(["403"]);
  });

  it("is heard over TLS", async () => {
    const proxy = await startTlsProxy(PORT);
    const seen = await observe(() =>
      withConnection(`amqps://127.0.0.1:${String(proxy.port)}`, async (connection) => {
        const channel = await connection.createChannel();
        await channel.assertQueue("", { exclusive: true });
      }),
    );
    proxy.close();
    expect(spoken(seen, "amqp")).toEqual(["DECLARE"]);
  });

  it("is seen refused, silent, and reset in the middle of a reply", async () => {
    const silent = await startSilentServer();
    const proxy = await startResettingProxy(PORT, "faultline-mark");
    const ports = [await closedPort(), silent.port, proxy.port];
    const seen = await observe(async () => {
      for (const port of ports) {
        await withConnection(`amqp://127.0.0.1:${String(port)}`, async (connection) => {
          const channel = await connection.createChannel();
          channel.on("error", () => undefined);
          await channel.assertQueue("faultline-mark", { exclusive: true });
        }).catch(() => undefined);
      }
    });
    silent.close();
    proxy.close();
    expect(endings(seen)).toEqual(["unknown refused", "amqp silent", "amqp reset"]);
  });
});
