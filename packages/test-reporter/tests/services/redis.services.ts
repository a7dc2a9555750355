import { Redis } from "ioredis";
import { createClient } from "redis";
import { expect, it } from "vitest";
import { endings, observe, spoken } from "../support/observe.js";
import {
  closedPort,
  startResettingProxy,
  startSilentServer,
  startTlsProxy,
} from "../support/servers.js";
import { describeService } from "../support/service.js";

const PORT = 6379;
const KEY = "faultline:services";

interface Options {
  readonly port: number;
  readonly tls?: { readonly rejectUnauthorized: boolean };
  readonly commandTimeout?: number;
}

async function withRedis(options: Options, use: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis({ ...options, retryStrategy: () => null, enableReadyCheck: false });
  redis.on("error", () => undefined);
  try {
    await use(redis);
  } finally {
    redis.disconnect();
  }
}

await describeService("Redis", PORT, () => {
  it("is heard with the error of a command, and a transaction that is discarded", async () => {
    const seen = await observe(() =>
      withRedis({ port: PORT }, async (redis) => {
        await redis.set(KEY, "text");
        await expect(redis.lpush(KEY, "1")).rejects.toThrow();
        await redis.multi({ pipeline: false });
        await redis.set(KEY, "other");
        await redis.discard();
        await redis.del(KEY);
        await redis.quit();
      }),
    );
    const commands = ["SET", "LPUSH WRONGTYPE", "MULTI", "SET", "DISCARD", "DEL", "QUIT"];
    expect(spoken(seen, "redis")).toEqual(commands);
    expect(endings(seen)).toEqual(["redis closed"]);
    expect(JSON.stringify(seen)).not.toContain(KEY);
  });

  it("is heard through node-redis, with messages in between", async () => {
    const seen = await observe(async () => {
      const client = await createClient({
        url: `redis://127.0.0.1:${String(PORT)}`,
        RESP: 3,
      }).connect();
      await client.subscribe("faultline", () => undefined);
      await Promise.all([
        client.publish("faultline", "x"),
        client.eval("return nothing()").catch(() => undefined),
      ]);
      await client.close();
    });
    expect(spoken(seen, "redis")).toEqual(["SUBSCRIBE", "PUBLISH", "EVAL ERR"]);
  });

  it("is heard over TLS", async () => {
    const proxy = await startTlsProxy(PORT);
    const options = { port: proxy.port, tls: { rejectUnauthorized: false } };
    const seen = await observe(() =>
      withRedis(options, (redis) => redis.incr(KEY).then(() => redis.del(KEY))),
    );
    proxy.close();
    expect(spoken(seen, "redis")).toEqual(["INCR", "DEL"]);
    expect(seen.conversations[0]?.live).toBe(true);
  });

  it("is seen refused, silent, and reset in the middle of a reply", async () => {
    const port = await closedPort();
    const silent = await startSilentServer();
    const proxy = await startResettingProxy(PORT, "echo");
    const seen = await observe(async () => {
      for (const options of [
        { port },
        { port: silent.port, commandTimeout: 100 },
        { port: proxy.port },
      ]) {
        await withRedis(options, (redis) => redis.echo("x".repeat(100))).catch(() => undefined);
      }
    });
    silent.close();
    proxy.close();
    expect(endings(seen).slice(0, 3)).toEqual(["unknown refused", "redis silent", "redis reset"]);
  });

  it("takes a worker that is stopped while it waits for a job for no failure", async () => {
    const seen = await observe(() =>
      withRedis({ port: PORT }, async (redis) => {
        await redis.ping();
        void redis.blpop(KEY, 0).catch(() => undefined);
        await redis.duplicate().ping();
      }),
    );
    expect(endings(seen)).not.toContain("redis silent");
  });

  it.each(["before", "after"])(
    "is booked on each of two tests %s one client is connected",
    async (when) => {
      const redis = new Redis({ port: PORT });
      if (when === "after") await redis.ping();
      const [first, second] = await Promise.all([
        observe(async () => {
          await redis.set(KEY, "text");
          await redis.lpush(KEY, "1").catch(() => undefined);
        }),
        observe(async () => {
          await redis.ping();
          await redis.eval("return nothing()", 0).catch(() => undefined);
        }),
      ]);
      await redis.quit();
      expect(spoken(first, "redis")).toEqual(["SET", "LPUSH WRONGTYPE"]);
      expect(spoken(second, "redis")).toEqual(["PING", "EVAL ERR"]);
    },
  );

  it("is booked on each of two tests whose commands node-redis sends together", async () => {
    const client = await createClient().connect();
    const [first, second] = await Promise.all([
      observe(() => client.get(KEY)),
      observe(() => client.eval("return nothing()").catch(() => undefined)),
    ]);
    await client.close();
    expect(spoken(first, "redis")).toEqual(["GET"]);
    expect(spoken(second, "redis")).toEqual(["EVAL ERR"]);
    expect(second.conversations[0]?.bytesIn).toBeGreaterThan(0);
  });
});
