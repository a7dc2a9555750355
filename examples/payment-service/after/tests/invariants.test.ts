import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { capture } from "../src/payments.js";
import { booked, openAccount, paymentOf, postPayment } from "./support/payments.js";
import { startFakeProcessor } from "./support/fake-processor.js";
import { startService } from "./support/service.js";

async function startWithPending() {
  const service = await startService();
  const payment = paymentOf(await openAccount(service.pool));
  await service.pool.query(
    `INSERT INTO payments (payment_id, account_id, amount_cents, currency)
     VALUES ($1, $2, $3, $4)`,
    [payment.paymentId, payment.accountId, payment.amountCents, payment.currency],
  );
  return { ...service, payment };
}

test("rolls the whole capture back when the ledger refuses it", async () => {
  const { pool, payment } = await startWithPending();
  await pool.query(
    `INSERT INTO ledger_entries (payment_id, kind, amount_cents) VALUES ($1, 'credit', 1)`,
    [payment.paymentId],
  );

  await expect(capture(pool, payment.paymentId, "ch_1")).rejects.toMatchObject({
    code: "23505",
    constraint: "ledger_entries_payment_id_kind_key",
  });

  expect(await booked(pool, payment)).toEqual({
    status: "pending",
    ledger: ["credit 1"],
    balanceCents: 0,
  });
});

test("answers 500 and books nothing when the capture is rolled back", async () => {
  const processor = await startFakeProcessor();
  const { url, pool } = await startService({ processor: { url: processor.url } });
  const accountId = await openAccount(pool);
  const earlier = paymentOf(accountId);
  const payment = paymentOf(accountId);
  await postPayment(url, earlier);
  // The charge id is taken, as if the processor had answered one charge for two payments.
  await pool.query("UPDATE payments SET charge_id = $2 WHERE payment_id = $1", [
    earlier.paymentId,
    `ch_${payment.paymentId}`,
  ]);

  const answer = await postPayment(url, payment);

  expect(answer.status).toBe(500);
  expect(answer.body).toMatchObject({ code: "23505" });
  expect(await booked(pool, payment)).toEqual({
    status: "pending",
    ledger: [],
    balanceCents: earlier.amountCents,
  });
});

test("keeps amounts above zero", async () => {
  const { pool, payment } = await startWithPending();

  await expect(
    pool.query("UPDATE payments SET amount_cents = 0 WHERE payment_id = $1", [payment.paymentId]),
  ).rejects.toMatchObject({ code: "23514" });
  await expect(
    pool.query(
      `INSERT INTO ledger_entries (payment_id, kind, amount_cents) VALUES ($1, 'debit', -1)`,
      [payment.paymentId],
    ),
  ).rejects.toMatchObject({ code: "23514" });
});

test("keeps to currencies that are known", async () => {
  const { pool } = await startService();

  await expect(
    pool.query("INSERT INTO accounts (account_id, currency) VALUES ($1, $2)", [
      randomUUID(),
      "XXX",
    ]),
  ).rejects.toMatchObject({ code: "23514" });
});

test("keeps a captured payment together with its charge", async () => {
  const { pool, payment } = await startWithPending();

  await expect(
    pool.query(`UPDATE payments SET status = 'captured' WHERE payment_id = $1`, [
      payment.paymentId,
    ]),
  ).rejects.toMatchObject({ code: "23514" });
});

test("keeps ledger entries with a payment, and payments with an account", async () => {
  const { pool, payment } = await startWithPending();

  await expect(
    pool.query(
      `INSERT INTO ledger_entries (payment_id, kind, amount_cents) VALUES ($1, 'debit', 1)`,
      [randomUUID()],
    ),
  ).rejects.toMatchObject({ code: "23503" });
  await expect(
    pool.query("DELETE FROM accounts WHERE account_id = $1", [payment.accountId]),
  ).rejects.toMatchObject({ code: "23503" });
});
