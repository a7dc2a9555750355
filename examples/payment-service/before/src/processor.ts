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
  charge(request: ChargeRequest): Promise<Charge>;
}

export class ProcessorError extends Error {
  readonly statusCode: number;

  constructor(message: string, statusCode: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProcessorError";
    this.statusCode = statusCode;
  }
}

export function createProcessor(config: ProcessorConfig): Processor {
  return { charge: (request) => sendCharge(config, request) };
}

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
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new ProcessorError("payment processor did not answer in time", 504, { cause: error });
    }
    throw new ProcessorError("payment processor could not be reached", 502, { cause: error });
  }
  if (response.status === 402) {
    throw new ProcessorError("card declined", 402);
  }
  if (!response.ok) {
    throw new ProcessorError(`payment processor answered ${response.status}`, 502);
  }
  return parseCharge(text);
}

function parseCharge(text: string): Charge {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new ProcessorError("payment processor sent no JSON", 502, { cause: error });
  }
  if (typeof body !== "object" || body === null || !("id" in body) || typeof body.id !== "string") {
    throw new ProcessorError("payment processor sent no charge id", 502);
  }
  return { chargeId: body.id };
}
