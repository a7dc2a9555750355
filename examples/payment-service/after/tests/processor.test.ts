import { expect, test } from "vitest";
import type { ProcessorConfig } from "../src/config.js";
import { closedPort } from "./support/closed-port.js";
import { startFakeProcessor } from "./support/fake-processor.js";
import { booked, get, openAccount, paymentOf, postPayment } from "./support/payments.js";
import { startService, type LogLine } from "./support/service.js";

const nothingBooked = { ledger: [], balanceCents: 0 };

async function startPayments(config: Partial<ProcessorConfig> = {}) {
  const processor = await startFakeProcessor();
  const service = await startService({ processor: { url: processor.url, ...config } });
  return { ...service, processor, payment: paymentOf(await openAccount(service.pool)) };
}

test("retries a charge that timed out, under the same idempotency key", async () => {
  const { url, pool, logs, processor, payment } = await startPayments({ timeoutMs: 250 });
  processor.misbehave("hang");

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(201);
  expect(processor.attempts.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
    payment.paymentId,
    payment.paymentId,
  ]);
  expect(await booked(pool, payment)).toEqual({
    status: "captured",
    ledger: ["credit 2500", "debit 2500"],
    balanceCents: 2_500,
  });
  expect(failedAttempts(logs)).toEqual([
    expect.objectContaining({
      paymentId: payment.paymentId,
      attempt: 1,
      maxAttempts: 3,
      err: expect.objectContaining({ message: expect.stringContaining("due to timeout") }),
    }),
  ]);
});

test("answers 503 and leaves the payment pending when the processor never answers", async () => {
  const { url, pool, logs, processor, payment } = await startPayments({ timeoutMs: 200 });
  processor.misbehave("hang", "hang", "hang");

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(answer.body).toMatchObject({ message: "payment processor is not available" });
  expect(processor.attempts).toHaveLength(3);
  expect(failedAttempts(logs)).toHaveLength(3);
  expect(logs).toContainEqual(
    expect.objectContaining({
      msg: "payment not captured",
      paymentId: payment.paymentId,
      err: expect.objectContaining({ type: "ProcessorUnavailable" }),
    }),
  );
  expect(await booked(pool, payment)).toEqual({ status: "pending", ...nothingBooked });
});

test("captures a pending payment when the client sends it again", async () => {
  const { url, pool, processor, payment } = await startPayments();
  processor.misbehave({ status: 500 }, { status: 500 }, { status: 500 });
  expect((await postPayment(url, payment)).status).toBe(503);

  expect((await postPayment(url, payment)).status).toBe(201);

  expect(await booked(pool, payment)).toMatchObject({ status: "captured", balanceCents: 2_500 });
});

test("answers 503 when the processor refuses connections", async () => {
  const port = await closedPort();
  const { url, pool, logs, payment } = await startPayments({ url: `http://127.0.0.1:${port}` });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(503);
  expect(failedAttempts(logs)).toHaveLength(3);
  expect(failedAttempts(logs)[0]).toMatchObject({
    err: { message: expect.stringContaining("ECONNREFUSED") },
  });
  expect(await booked(pool, payment)).toEqual({ status: "pending", ...nothingBooked });
});

test("retries a charge whose connection was reset", async () => {
  const { url, logs, processor, payment } = await startPayments();
  processor.misbehave("reset");

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(201);
  expect(processor.attempts).toHaveLength(2);
  expect(failedAttempts(logs)).toEqual([
    expect.objectContaining({
      err: expect.objectContaining({ message: expect.stringContaining("ECONNRESET") }),
    }),
  ]);
});

test.each([429, 500, 503])("retries a charge that was answered %i", async (status) => {
  const { url, logs, processor, payment } = await startPayments();
  processor.misbehave({ status }, { status });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(201);
  expect(processor.attempts).toHaveLength(3);
  expect(failedAttempts(logs).map(({ attempt }) => attempt)).toEqual([1, 2]);
});

test("answers 402 to a declined card and asks once", async () => {
  const { url, pool, processor, payment } = await startPayments();
  processor.misbehave({ status: 402 });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(402);
  expect(answer.body).toMatchObject({ message: "card declined" });
  expect(processor.attempts).toHaveLength(1);
  expect(await booked(pool, payment)).toEqual({ status: "declined", ...nothingBooked });
  expect(await get(`${url}/payments/${payment.paymentId}`)).toMatchObject({
    status: 200,
    body: { status: "declined", chargeId: null },
  });
});

test("answers 402 to the replay of a declined payment without asking again", async () => {
  const { url, processor, payment } = await startPayments();
  processor.misbehave({ status: 402 });
  await postPayment(url, payment);

  expect((await postPayment(url, payment)).status).toBe(402);

  expect(processor.attempts).toHaveLength(1);
});

test.each([400, 401, 404, 422])("does not repeat a charge that was answered %i", async (status) => {
  const { url, pool, processor, payment } = await startPayments();
  processor.misbehave({ status });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(502);
  expect(answer.body).toMatchObject({ message: `payment processor answered ${status}` });
  expect(processor.attempts).toHaveLength(1);
  expect(await booked(pool, payment)).toEqual({ status: "pending", ...nothingBooked });
});

test.each([
  ["no JSON", "<html>"],
  ["no charge id", '{"ok":true}'],
])("answers 502 when the processor sent %s", async (what, body) => {
  const { url, pool, processor, payment } = await startPayments();
  processor.misbehave({ body });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(502);
  expect(answer.body).toMatchObject({ message: `payment processor sent ${what}` });
  expect(await booked(pool, payment)).toEqual({ status: "pending", ...nothingBooked });
});

function failedAttempts(logs: readonly LogLine[]): LogLine[] {
  return logs.filter(({ msg }) => msg === "charge attempt failed");
}
