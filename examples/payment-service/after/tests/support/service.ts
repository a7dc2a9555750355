import { inject, onTestFinished } from "vitest";
import { buildApp, type Service } from "../../src/app.js";
import type { Config, DatabaseConfig, ProcessorConfig } from "../../src/config.js";

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface RunningService extends Service {
  readonly url: string;
  readonly logs: readonly LogLine[];
}

export interface Overrides {
  readonly database?: Partial<DatabaseConfig>;
  readonly processor?: Partial<ProcessorConfig>;
  readonly readinessTimeoutMs?: number;
}

export function testConfig({ database, processor, ...rest }: Overrides = {}): Config {
  return {
    port: 0,
    logLevel: "info",
    readinessTimeoutMs: 5_000,
    drainMs: 0,
    shutdownDeadlineMs: 5_000,
    database: {
      url: inject("databaseUrl"),
      maxConnections: 4,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 5_000,
      queryTimeoutMs: 5_000,
      ...database,
    },
    processor: {
      // Port 9 discards: a test that means to charge says where.
      url: "http://127.0.0.1:9",
      apiKey: "test-key",
      timeoutMs: 5_000,
      retry: { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 5 },
      ...processor,
    },
    ...rest,
  };
}

/** The whole service, listening on a free port, with what it logs. */
export async function startService(overrides: Overrides = {}): Promise<RunningService> {
  const logs: LogLine[] = [];
  const stream = { write: (line: string) => void logs.push(JSON.parse(line)) };
  const { app, pool, health } = buildApp(testConfig(overrides), { level: "info", stream });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(async () => {
    await app.close();
    if (!pool.ending) await pool.end();
  });
  return { app, pool, health, url, logs };
}
