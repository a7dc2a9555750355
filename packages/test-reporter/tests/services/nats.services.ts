import { connect, type NatsConnection } from "nats";
import { expect, it } from "vitest";
import { endings, observe, spoken } from "../support/observe.js";
import { closedPort, startResettingProxy, startSilentServer } from "../support/servers.js";
import { describeService } from "../support/service.js";

const PORT = 4222;

async function withConnection(
  port: number,
  use: (connection: NatsConnection) => Promise<unknown>,
): Promise<void> {
  const connection = await connect({
    servers: `127.0.0.1:${String(port)}`,
    timeout: 200,
    reconnect: false,
  });
  try {
    await use(connection);
  } finally {
    await connection.close();
  }
}

await describeService("NATS", PORT, () => {
  it("is heard with a request that is answered, and one that nobody listens to", async () => {
    const seen = await observe(() =>
      withConnection(PORT, async (connection) => {
        connection.subscribe("orders.price", {
          callback: (_error, message) => {
            message.respond("12");
          },
        });
        await connection.request("orders.price", "x");
        await expect(connection.request("orders.nobody", "x")).rejects.toThrow();
      }),
    );
    expect(spoken(seen, "nats")).toEqual(["SUB", "SUB", "PUB", "PUB", "PUB 503"]);
    expect(endings(seen)).toEqual(["nats closed"]);
    expect(JSON.stringify(seen)).not.toContain("orders");
  });

  it("is seen refused, silent, and reset in the middle of a reply", async () => {
    const silent = await startSilentServer();
    const proxy = await startResettingProxy(PORT, "faultline.mark");
    const seen = await observe(async () => {
      for (const port of [await closedPort(), silent.port, proxy.port]) {
        await withConnection(port, (connection) =>
          connection.request("faultline.mark", "x", { timeout: 500 }),
        ).catch(() => undefined);
      }
    });
    silent.close();
    proxy.close();
    // The client neither speaks to a silent server nor closes the connection: nothing tells what it is.
    expect(endings(seen)).toEqual(["unknown refused", "nats reset"]);
  });
});
