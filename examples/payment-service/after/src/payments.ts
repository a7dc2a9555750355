import type { FastifyBaseLogger } from "fastify";
import pg from "pg";
import { inTransaction } from "./database.js";
import { CardDeclined, type Charge, type ChargeRequest, type Processor } from "./processor.js";

export interface PaymentRequest extends ChargeRequest {
  readonly accountId: string;
}

export interface Payment {
  readonly paymentId: string;
  readonly accountId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly status: "pending" | "captured" | "declined";
  readonly chargeId: string | null;
}

export class PaymentError extends Error {
  readonly statusCode: number;

  constructor(message: string, statusCode: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "PaymentError";
    this.statusCode = statusCode;
  }
}

export interface PaymentResult {
  readonly payment: Payment;
  /** False when this payment had been captured already: by an earlier request or by one at the same time. */
  readonly created: boolean;
}

/** Safe to repeat with the same paymentId: the processor knows the key, the ledger takes one pair. */
export async function pay(
  pool: pg.Pool,
  processor: Processor,
  request: PaymentRequest,
  log: FastifyBaseLogger,
): Promise<PaymentResult> {
  const { paymentId } = request;
  const payment = await recordPending(pool, request);
  if (payment.status === "captured") return { payment, created: false };

  if (payment.status === "declined") throw new CardDeclined("card declined");

  const { chargeId } = await charge(pool, processor, request, log);
  const created = await capture(pool, paymentId, chargeId);
  if (created) log.info({ paymentId, chargeId }, "payment captured");
  return { payment: await findPayment(pool, paymentId), created };
}

async function charge(
  pool: pg.Pool,
  processor: Processor,
  request: PaymentRequest,
  log: FastifyBaseLogger,
): Promise<Charge> {
  const { paymentId } = request;
  try {
    return await processor.charge(request, log);
  } catch (err) {
    log.warn({ err, paymentId }, "payment not captured");
    if (err instanceof CardDeclined) await decline(pool, paymentId);
    throw err;
  }
}

async function decline(pool: pg.Pool, paymentId: string): Promise<void> {
  await pool.query(
    `UPDATE payments SET status = 'declined' WHERE payment_id = $1 AND status = 'pending'`,
    [paymentId],
  );
}

export async function findPayment(pool: pg.Pool, paymentId: string): Promise<Payment> {
  const { rows } = await pool.query<PaymentRow>(
    `SELECT payment_id, account_id, amount_cents, currency, status, charge_id
       FROM payments WHERE payment_id = $1`,
    [paymentId],
  );
  const row = rows[0];
  if (row === undefined) throw new PaymentError(`no payment ${paymentId}`, 404);
  return {
    paymentId: row.payment_id,
    accountId: row.account_id,
    amountCents: Number(row.amount_cents),
    currency: row.currency,
    status: row.status,
    chargeId: row.charge_id,
  };
}

async function recordPending(pool: pg.Pool, request: PaymentRequest): Promise<Payment> {
  const { paymentId, accountId, amountCents, currency } = request;
  try {
    await pool.query(
      `INSERT INTO payments (payment_id, account_id, amount_cents, currency)
       VALUES ($1, $2, $3, $4) ON CONFLICT (payment_id) DO NOTHING`,
      [paymentId, accountId, amountCents, currency],
    );
  } catch (error) {
    throw isForeignKeyViolation(error)
      ? new PaymentError(`no account ${accountId} in ${currency}`, 422, { cause: error })
      : error;
  }
  const payment = await findPayment(pool, paymentId);
  if (
    payment.accountId !== accountId ||
    payment.amountCents !== amountCents ||
    payment.currency !== currency
  ) {
    throw new PaymentError(`payment ${paymentId} was made with other details`, 409);
  }
  return payment;
}

/** Books the payment; false when another request has booked it. */
export function capture(pool: pg.Pool, paymentId: string, chargeId: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Pick<PaymentRow, "account_id" | "amount_cents">>(
      `UPDATE payments SET status = 'captured', charge_id = $2, captured_at = now()
        WHERE payment_id = $1 AND status = 'pending'
        RETURNING account_id, amount_cents`,
      [paymentId, chargeId],
    );
    const captured = rows[0];
    if (captured === undefined) return false;
    await client.query(
      `INSERT INTO ledger_entries (payment_id, kind, amount_cents)
       VALUES ($1, 'debit', $2), ($1, 'credit', $2)`,
      [paymentId, captured.amount_cents],
    );
    await client.query(
      "UPDATE accounts SET balance_cents = balance_cents + $2 WHERE account_id = $1",
      [captured.account_id, captured.amount_cents],
    );
    return true;
  });
}

interface PaymentRow {
  readonly payment_id: string;
  readonly account_id: string;
  /** `pg` returns a bigint as text. */
  readonly amount_cents: string;
  readonly currency: string;
  readonly status: Payment["status"];
  readonly charge_id: string | null;
}

function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "23503";
}
