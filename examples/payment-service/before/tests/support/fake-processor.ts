import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { listen } from "./listen.js";

export interface ChargeAttempt {
  readonly idempotencyKey: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface FakeProcessor {
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly attempts: readonly ChargeAttempt[];
  /** Answers nobody until this many requests are waiting, or until `release`. */
  holdUntil(waiting: number): void;
  release(): void;
}

/** The payment processor as a real HTTP server: one charge for one idempotency key. */
export async function startFakeProcessor(): Promise<FakeProcessor> {
  const attempts: ChargeAttempt[] = [];
  let expected = 1;
  let waiting: (() => void)[] = [];

  function release(): void {
    waiting.forEach((answer) => answer());
    waiting = [];
    expected = 1;
  }

  const server = createServer(async (request, response) => {
    const attempt = await readAttempt(request);
    attempts.push(attempt);
    waiting.push(() => response.end(JSON.stringify({ id: `ch_${attempt.idempotencyKey}` })));
    if (waiting.length >= expected) release();
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });

  return {
    url: `http://127.0.0.1:${port}`,
    attempts,
    holdUntil(count) {
      expected = count;
    },
    release,
  };
}

async function readAttempt(request: IncomingMessage): Promise<ChargeAttempt> {
  const body: unknown = JSON.parse(await text(request));
  return {
    idempotencyKey: request.headers["idempotency-key"]?.toString(),
    authorization: request.headers.authorization,
    body,
  };
}
