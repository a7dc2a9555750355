import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";

export interface ShutdownOptions {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly deadlineMs: number;
}

/** On SIGTERM or SIGINT: takes no new request, finishes those in flight, then closes the database. */
export function installShutdown({ app, pool, deadlineMs }: ShutdownOptions): void {
  async function shutdown(signal: NodeJS.Signals): Promise<void> {
    const deadline = setTimeout(() => {
      app.log.error({ signal, deadlineMs }, "shutdown took too long");
      process.exit(1);
    }, deadlineMs);
    deadline.unref();

    app.log.info({ signal }, "shutting down");
    try {
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
