import { expect, onTestFinished, test, vi } from "vitest";
import { installShutdown } from "../src/shutdown.js";
import { startFakeProcessor } from "./support/fake-processor.js";
import { booked, get, openAccount, paymentOf, postPayment } from "./support/payments.js";
import { startService, type RunningService } from "./support/service.js";

test.each(["SIGTERM", "SIGINT"] as const)("stops on %s", async (signal) => {
  const service = await startService();
  install(service);

  process.emit(signal, signal);

  await eventually(() => expect(service.logs).toContainEqual(line("shut down", { signal })));
  expect(service.pool.ended).toBe(true);
  await expect(get(`${service.url}/payments/one`)).rejects.toMatchObject({
    cause: { code: "ECONNREFUSED" },
  });
});

test("finishes the payment that is in flight", async () => {
  const processor = await startFakeProcessor();
  const service = await startService({ processor: { url: processor.url } });
  const { url, pool } = service;
  const payment = paymentOf(await openAccount(pool));
  install(service);
  processor.holdUntil(2);
  const inFlight = postPayment(url, payment);
  await eventually(() => expect(processor.attempts).toHaveLength(1));

  process.emit("SIGTERM", "SIGTERM");
  await eventually(() => expect(service.app.server.listening).toBe(false));
  processor.release();

  expect((await inFlight).status).toBe(201);
  await eventually(() => expect(pool.ended).toBe(true));
  const { pool: other } = await startService();
  expect(await booked(other, payment)).toMatchObject({ status: "captured", balanceCents: 2_500 });
});

test("gives up on a connection that nobody returns", async () => {
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  const service = await startService();
  const client = await service.pool.connect();
  install(service, { deadlineMs: 100 });

  process.emit("SIGTERM", "SIGTERM");

  await eventually(() => expect(exit).toHaveBeenCalledWith(1));
  expect(service.logs).toContainEqual(line("shutdown took too long", { level: 50 }));
  client.release();
});

test("exits with an error when the database pool cannot be closed", async () => {
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  const service = await startService();
  await service.pool.end();
  install(service, { deadlineMs: 60_000 });

  process.emit("SIGTERM", "SIGTERM");

  await eventually(() => expect(exit).toHaveBeenCalledWith(1));
  expect(service.logs).toContainEqual(
    line("shutdown failed", {
      level: 50,
      err: expect.objectContaining({ message: "Called end on pool more than once" }),
    }),
  );
});

function install({ app, pool }: RunningService, { deadlineMs } = { deadlineMs: 5_000 }): void {
  const others = [...process.listeners("SIGTERM"), ...process.listeners("SIGINT")];
  installShutdown({ app, pool, deadlineMs });
  onTestFinished(() => {
    vi.restoreAllMocks();
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const own = process.listeners(signal).filter((listener) => !others.includes(listener));
      own.forEach((listener) => process.off(signal, listener));
    }
  });
}

function line(msg: string, fields: object = {}): unknown {
  return expect.objectContaining({ msg, ...fields });
}

function eventually(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: 4_000, interval: 10 });
}
