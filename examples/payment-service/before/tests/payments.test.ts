import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { startFakeProcessor } from "./support/fake-processor.js";
import { booked, get, openAccount, paymentOf, postPayment } from "./support/payments.js";
import { startService } from "./support/service.js";

async function startPayments() {
  const processor = await startFakeProcessor();
  const service = await startService({ processor: { url: processor.url } });
  return { ...service, processor, accountId: await openAccount(service.pool) };
}

test("captures a payment and books it", async () => {
  const { url, pool, logs, processor, accountId } = await startPayments();
  const payment = paymentOf(accountId, { amountCents: 1_999 });

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    paymentId: payment.paymentId,
    accountId,
    amountCents: 1_999,
    currency: "EUR",
    status: "captured",
    chargeId: `ch_${payment.paymentId}`,
  });
  expect(await booked(pool, payment)).toEqual({
    status: "captured",
    ledger: ["credit 1999", "debit 1999"],
    balanceCents: 1_999,
  });
  expect(processor.attempts).toEqual([
    {
      idempotencyKey: payment.paymentId,
      authorization: "Bearer test-key",
      body: { amountCents: 1_999, currency: "EUR", cardToken: "tok_visa" },
    },
  ]);
  expect(logs).toContainEqual(
    expect.objectContaining({ msg: "payment captured", paymentId: payment.paymentId }),
  );
});

test("never logs the card token", async () => {
  const { url, logs, accountId } = await startPayments();

  await postPayment(url, paymentOf(accountId, { cardToken: "tok_secret" }));

  expect(logs).not.toHaveLength(0);
  expect(JSON.stringify(logs)).not.toContain("tok_secret");
});

test("answers a replay with the stored payment and does not charge again", async () => {
  const { url, pool, processor, accountId } = await startPayments();
  const payment = paymentOf(accountId);

  const first = await postPayment(url, payment);
  const replay = await postPayment(url, payment);

  expect(replay.status).toBe(200);
  expect(replay.body).toEqual(first.body);
  expect(processor.attempts).toHaveLength(1);
  expect((await booked(pool, payment)).balanceCents).toBe(payment.amountCents);
});

test("refuses a known payment id with other details", async () => {
  const { url, processor, accountId } = await startPayments();
  const payment = paymentOf(accountId);
  await postPayment(url, payment);

  const answer = await postPayment(url, { ...payment, amountCents: 1 });

  expect(answer.status).toBe(409);
  expect(processor.attempts).toHaveLength(1);
});

test("refuses an account that does not exist", async () => {
  const { url, processor } = await startPayments();

  const answer = await postPayment(url, paymentOf(randomUUID()));

  expect(answer.status).toBe(422);
  expect(processor.attempts).toHaveLength(0);
});

test("refuses a currency that is not the account’s", async () => {
  const { url, accountId } = await startPayments();

  expect(await postPayment(url, paymentOf(accountId, { currency: "USD" }))).toMatchObject({
    status: 422,
  });
});

test.each([
  ["the smallest amount", { amountCents: 1 }, 201],
  ["the largest amount", { amountCents: 100_000_000 }, 201],
  ["nothing", { amountCents: 0 }, 400],
  ["more than the largest amount", { amountCents: 100_000_001 }, 400],
  ["a fraction of a cent", { amountCents: 10.5 }, 400],
  ["an amount in text", { amountCents: "100" }, 400],
  ["an unknown currency", { currency: "XXX" }, 400],
  ["a payment id that is no uuid", { paymentId: "one" }, 400],
  ["no card token", { cardToken: "" }, 400],
  ["an unknown field", { tip: 1 }, 400],
])("decides on %s: %o", async (_case, details, status) => {
  const { url, accountId } = await startPayments();

  const answer = await postPayment(url, { ...paymentOf(accountId), ...details });

  expect(answer.status).toBe(status);
});

test("returns a payment by its id", async () => {
  const { url, accountId } = await startPayments();
  const payment = paymentOf(accountId);
  await postPayment(url, payment);

  const answer = await get(`${url}/payments/${payment.paymentId}`);

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ paymentId: payment.paymentId, status: "captured" });
});

test("answers 404 for a payment that nobody made", async () => {
  const { url } = await startPayments();

  expect((await get(`${url}/payments/${randomUUID()}`)).status).toBe(404);
});

test("answers 400 for a payment id that is no uuid", async () => {
  const { url } = await startPayments();

  expect((await get(`${url}/payments/one`)).status).toBe(400);
});
