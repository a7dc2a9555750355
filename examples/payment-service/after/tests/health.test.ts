import { expect, test } from "vitest";
import { closedPort } from "./support/closed-port.js";
import { startDatabaseProxy } from "./support/database-proxy.js";
import { get } from "./support/payments.js";
import { startService } from "./support/service.js";
import { startSilentServer } from "./support/silent-server.js";

test("is live and ready while the database answers", async () => {
  const { url } = await startService();

  expect(await get(`${url}/health/live`)).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await get(`${url}/health/ready`)).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("is live but not ready when the database refuses connections", async () => {
  const { url, logs } = await startService({ database: { url: database(await closedPort()) } });

  expect(await get(`${url}/health/ready`)).toMatchObject({
    status: 503,
    body: { status: "database unavailable" },
  });
  expect(await get(`${url}/health/live`)).toMatchObject({ status: 200 });
  expect(logs).toContainEqual(
    expect.objectContaining({
      msg: "database is not ready",
      err: expect.objectContaining({ code: "ECONNREFUSED" }),
    }),
  );
});

test("is not ready when the database accepts a connection and never answers", async () => {
  const { url, logs } = await startService({
    database: { url: database(await startSilentServer()), connectTimeoutMs: 100 },
  });

  expect(await get(`${url}/health/ready`)).toMatchObject({ status: 503 });
  expect(logs).toContainEqual(
    expect.objectContaining({
      msg: "database is not ready",
      err: expect.objectContaining({
        message: expect.stringContaining("Connection terminated due to connection timeout"),
      }),
    }),
  );
});

test("is not ready when the database stops answering queries", async () => {
  const proxy = await startDatabaseProxy();
  const { url, logs } = await startService({
    database: { url: proxy.url },
    readinessTimeoutMs: 200,
  });
  expect(await get(`${url}/health/ready`)).toMatchObject({ status: 200 });

  proxy.freeze();

  expect(await get(`${url}/health/ready`)).toMatchObject({ status: 503 });
  expect(logs).toContainEqual(
    expect.objectContaining({
      msg: "database is not ready",
      err: expect.objectContaining({ message: "Query read timeout" }),
    }),
  );
});

function database(port: number): string {
  return `postgres://nobody@127.0.0.1:${port}/none`;
}
