import Fastify, { type FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Config } from "./config.js";
import { createPool } from "./database.js";
import { addHealthRoutes, type Health } from "./health.js";
import { findPayment, pay, type PaymentRequest } from "./payments.js";
import { createProcessor } from "./processor.js";

export interface LoggerOptions {
  readonly level: string;
  readonly stream?: { write(line: string): void };
}

export interface Service {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly health: Health;
}

export function buildApp(config: Config, logger: LoggerOptions): Service {
  const app: FastifyInstance = Fastify({
    logger,
    bodyLimit: 16_384,
    requestTimeout: 10_000,
    // Money is not guessed: "12" is not an amount, and an unknown field is a mistake.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  // A keep-alive connection that was busy when the app began to close would hold it open.
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });

  const pool = createPool(config.database, app.log);
  const health = addHealthRoutes(app, { pool, timeoutMs: config.readinessTimeoutMs });
  const processor = createProcessor(config.processor);

  app.post<{ Body: PaymentRequest }>(
    "/payments",
    {
      schema: { body: paymentRequestSchema, response: { 200: paymentSchema, 201: paymentSchema } },
    },
    async (request, reply) => {
      const { payment, created } = await pay(pool, processor, request.body, request.log);
      return reply.code(created ? 201 : 200).send(payment);
    },
  );

  app.get<{ Params: { paymentId: string } }>(
    "/payments/:paymentId",
    { schema: { params: paymentIdSchema, response: { 200: paymentSchema } } },
    (request) => findPayment(pool, request.params.paymentId),
  );

  return { app, pool, health };
}

// One spelling only: the payment's id is the idempotency key too, and that is compared as text.
const uuid = { type: "string", pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" };
const amountCents = { type: "integer", minimum: 1, maximum: 100_000_000 };
const currency = { type: "string", enum: ["EUR", "GBP", "USD"] };

const paymentRequestSchema = {
  type: "object",
  required: ["paymentId", "accountId", "amountCents", "currency", "cardToken"],
  additionalProperties: false,
  properties: {
    paymentId: uuid,
    accountId: uuid,
    amountCents,
    currency,
    cardToken: { type: "string", minLength: 1, maxLength: 255 },
  },
};

const paymentIdSchema = {
  type: "object",
  required: ["paymentId"],
  properties: { paymentId: uuid },
};

const paymentSchema = {
  type: "object",
  required: ["paymentId", "accountId", "amountCents", "currency", "status", "chargeId"],
  properties: {
    paymentId: uuid,
    accountId: uuid,
    amountCents,
    currency,
    status: { type: "string", enum: ["pending", "captured", "declined"] },
    chargeId: { type: ["string", "null"] },
  },
};
