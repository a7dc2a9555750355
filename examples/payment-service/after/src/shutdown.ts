import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Health } from "./health.js";

export interface ShutdownOptions {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly health: Health;
  /** How long to serve on while the load balancer learns that this pod is no longer ready. */
  readonly drainMs: number;
  readonly deadlineMs: number;
}

/** On SIGTERM or SIGINT: not ready, no new request, those in flight finished, database closed. */
export function installShutdown(options: ShutdownOptions): void {
  const { app, pool, health, drainMs, deadlineMs } = options;

  async function shutdown(signal: NodeJS.Signals): Promise<void> {
    const deadline = setTimeout(() => {
      app.log.error({ signal, deadlineMs }, "shutdown took too long");
      process.exit(1);
    }, deadlineMs);
    deadline.unref();

    app.log.info({ signal }, "shutting down");
    try {
      health.drain();
      await sleep(drainMs);
      await app.close();
      await pool.end();
      clearTimeout(deadline);
      app.log.info({ signal }, "shut down");
    } catch (err) {
      app.log.error({ err, signal }, "shutdown failed");
      process.exit(1);
    }
  }

  process.once("SIGTERM", (signal) => void shutdown(signal));
  process.once("SIGINT", (signal) => void shutdown(signal));
}
