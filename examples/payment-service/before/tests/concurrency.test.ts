import { expect, test } from "vitest";
import { startFakeProcessor } from "./support/fake-processor.js";
import { booked, openAccount, paymentOf, postPayment } from "./support/payments.js";
import { startService } from "./support/service.js";

test("books a payment once when two requests for it are in flight", async () => {
  const processor = await startFakeProcessor();
  const { url, pool } = await startService({ processor: { url: processor.url } });
  const payment = paymentOf(await openAccount(pool));
  processor.holdUntil(2);

  const answers = await Promise.all([postPayment(url, payment), postPayment(url, payment)]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect(answers[0].body).toEqual(answers[1].body);
  // Both reached the processor, under one key: that is one charge.
  expect(processor.attempts.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
    payment.paymentId,
    payment.paymentId,
  ]);
  expect(await booked(pool, payment)).toEqual({
    status: "captured",
    ledger: ["credit 2500", "debit 2500"],
    balanceCents: 2_500,
  });
});

test("adds up payments into one account, with more of them than connections", async () => {
  const processor = await startFakeProcessor();
  const { url, pool } = await startService({
    processor: { url: processor.url },
    database: { maxConnections: 2 },
  });
  const accountId = await openAccount(pool);
  const payments = [100, 200, 300, 400, 500, 600].map((amountCents) =>
    paymentOf(accountId, { amountCents }),
  );
  processor.holdUntil(payments.length);

  const answers = await Promise.all(payments.map((payment) => postPayment(url, payment)));

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
  for (const payment of payments) {
    expect(await booked(pool, payment)).toMatchObject({ status: "captured", balanceCents: 2_100 });
  }
});
