import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { PaymentRequest } from "../../src/payments.js";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function openAccount(pool: Pool): Promise<string> {
  const accountId = randomUUID();
  await pool.query("INSERT INTO accounts (account_id, currency) VALUES ($1, $2)", [
    accountId,
    "EUR",
  ]);
  return accountId;
}

export function paymentOf(
  accountId: string,
  details: Partial<PaymentRequest> = {},
): PaymentRequest {
  return {
    paymentId: randomUUID(),
    accountId,
    amountCents: 2_500,
    currency: "EUR",
    cardToken: "tok_visa",
    ...details,
  };
}

export async function postPayment(url: string, payment: object): Promise<Answer> {
  return answer(
    await fetch(`${url}/payments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payment),
    }),
  );
}

export async function get(url: string): Promise<Answer> {
  return answer(await fetch(url));
}

/** What the database holds of one payment: its status, its ledger entries, its account's balance. */
export async function booked(pool: Pool, { paymentId, accountId }: PaymentRequest) {
  const payment = await pool.query("SELECT status FROM payments WHERE payment_id = $1", [
    paymentId,
  ]);
  const ledger = await pool.query(
    "SELECT kind, amount_cents FROM ledger_entries WHERE payment_id = $1 ORDER BY kind",
    [paymentId],
  );
  const account = await pool.query("SELECT balance_cents FROM accounts WHERE account_id = $1", [
    accountId,
  ]);
  return {
    status: payment.rows[0]?.status,
    ledger: ledger.rows.map((row) => `${row.kind} ${row.amount_cents}`),
    balanceCents: Number(account.rows[0]?.balance_cents),
  };
}

async function answer(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}
