import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { backoff } from "./backoff.js";
import type { ProcessorConfig } from "./config.js";

export interface ChargeRequest {
  readonly paymentId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly cardToken: string;
}

export interface Charge {
  readonly chargeId: string;
}

export interface Processor {
  charge(request: ChargeRequest, log: FastifyBaseLogger): Promise<Charge>;
}

/** The card was refused: final, and the customer's to resolve. */
export class CardDeclined extends Error {
  override readonly name = "CardDeclined";
  readonly statusCode = 402;
}

/** An attempt failed in a way that may pass. */
export class AttemptFailed extends Error {
  override readonly name = "AttemptFailed";
}

/** Every attempt failed; the client may send the payment again. */
export class ProcessorUnavailable extends Error {
  override readonly name = "ProcessorUnavailable";
  readonly statusCode = 503;
  // Fastify adds an error's headers to the response.
  readonly headers = { "retry-after": "5" };
}

/** The processor answered something that another attempt would not change. */
export class ProcessorRejected extends Error {
  override readonly name = "ProcessorRejected";
  readonly statusCode = 502;
}

export function createProcessor(config: ProcessorConfig): Processor {
  return { charge: (request, log) => chargeWithRetry(config, request, log) };
}

async function chargeWithRetry(
  config: ProcessorConfig,
  request: ChargeRequest,
  log: FastifyBaseLogger,
): Promise<Charge> {
  const { paymentId } = request;
  const { maxAttempts } = config.retry;
  let cause: unknown;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    try {
      return await sendCharge(config, request);
    } catch (err) {
      if (!(err instanceof AttemptFailed)) throw err;
      log.warn({ err, paymentId, attempt, maxAttempts }, "charge attempt failed");
      cause = err;
      if (attempt < maxAttempts) await sleep(backoff(attempt, config.retry));
    }
  }
  throw new ProcessorUnavailable("payment processor is not available", { cause });
}

/** One attempt. Repeating it is safe: the processor makes one charge for one idempotency key. */
async function sendCharge(config: ProcessorConfig, request: ChargeRequest): Promise<Charge> {
  const { paymentId, amountCents, currency, cardToken } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${config.url}/charges`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${config.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": paymentId,
      },
      body: JSON.stringify({ amountCents, currency, cardToken }),
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw new AttemptFailed("no answer from the payment processor", { cause: error });
  }
  if (response.status === 402) {
    throw new CardDeclined("card declined");
  }
  if (response.status === 429 || response.status >= 500) {
    throw new AttemptFailed(`payment processor answered ${response.status}`);
  }
  if (!response.ok) {
    throw new ProcessorRejected(`payment processor answered ${response.status}`);
  }
  return parseCharge(text);
}

function parseCharge(text: string): Charge {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new ProcessorRejected("payment processor sent no JSON", { cause: error });
  }
  if (typeof body !== "object" || body === null || !("id" in body) || typeof body.id !== "string") {
    throw new ProcessorRejected("payment processor sent no charge id");
  }
  return { chargeId: body.id };
}
