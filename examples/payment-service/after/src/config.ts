export interface DatabaseConfig {
  readonly url: string;
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly queryTimeoutMs: number;
}

export interface RetryConfig {
  /** How often a charge is sent at most, the first time included. */
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

export interface ProcessorConfig {
  readonly url: string;
  readonly apiKey: string;
  /** The limit of one attempt. */
  readonly timeoutMs: number;
  readonly retry: RetryConfig;
}

export interface Config {
  readonly port: number;
  readonly logLevel: string;
  readonly readinessTimeoutMs: number;
  readonly drainMs: number;
  readonly shutdownDeadlineMs: number;
  readonly database: DatabaseConfig;
  readonly processor: ProcessorConfig;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: wholeNumber(env, "PORT", 8080),
    logLevel: env["LOG_LEVEL"] ?? "info",
    readinessTimeoutMs: wholeNumber(env, "READINESS_TIMEOUT_MS", 1_000),
    drainMs: wholeNumber(env, "SHUTDOWN_DRAIN_MS", 2_000),
    shutdownDeadlineMs: wholeNumber(env, "SHUTDOWN_DEADLINE_MS", 20_000),
    database: {
      url: required(env, "DATABASE_URL"),
      maxConnections: wholeNumber(env, "DATABASE_MAX_CONNECTIONS", 10),
      connectTimeoutMs: wholeNumber(env, "DATABASE_CONNECT_TIMEOUT_MS", 2_000),
      statementTimeoutMs: wholeNumber(env, "DATABASE_STATEMENT_TIMEOUT_MS", 3_000),
      // Longer than the statement's own limit: it is for a server that went silent.
      queryTimeoutMs: wholeNumber(env, "DATABASE_QUERY_TIMEOUT_MS", 4_000),
    },
    processor: {
      url: required(env, "PROCESSOR_URL"),
      apiKey: required(env, "PROCESSOR_API_KEY"),
      timeoutMs: wholeNumber(env, "PROCESSOR_TIMEOUT_MS", 2_000),
      retry: {
        maxAttempts: wholeNumber(env, "PROCESSOR_MAX_ATTEMPTS", 4),
        baseDelayMs: wholeNumber(env, "PROCESSOR_RETRY_BASE_DELAY_MS", 200),
        maxDelayMs: wholeNumber(env, "PROCESSOR_RETRY_MAX_DELAY_MS", 2_000),
      },
    },
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} must be set`);
  return value;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = env[name] ?? String(fallback);
  if (!/^\d+$/.test(value)) throw new Error(`${name} must be a whole number, not "${value}"`);
  return Number(value);
}
