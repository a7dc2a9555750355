import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";

export interface HealthOptions {
  readonly pool: Pool;
  readonly timeoutMs: number;
}

export interface Health {
  /** From now on the service is not ready: no new traffic, while it still serves. */
  drain(): void;
}

export function addHealthRoutes(app: FastifyInstance, { pool, timeoutMs }: HealthOptions): Health {
  let draining = false;
  // `pg` takes the limit of one query from here; its type definitions do not list it.
  const ping = { text: "SELECT 1", query_timeout: timeoutMs };

  // Asks nothing of the database: restarting this process would not bring that back.
  app.get("/health/live", { logLevel: "warn" }, async () => ({ status: "ok" }));

  app.get("/health/ready", { logLevel: "warn" }, async (request, reply) => {
    if (draining) return reply.code(503).send({ status: "shutting down" });
    try {
      await pool.query(ping);
    } catch (err) {
      request.log.error({ err }, "database is not ready");
      return reply.code(503).send({ status: "database unavailable" });
    }
    return { status: "ok" };
  });

  return {
    drain() {
      draining = true;
    },
  };
}
