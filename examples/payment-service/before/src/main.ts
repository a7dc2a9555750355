import { buildApp } from "./app.js";
import { readConfig } from "./config.js";
import { installShutdown } from "./shutdown.js";

const config = readConfig(process.env);

// Exported for the test that starts this very file.
export const { app, pool } = buildApp(config, { level: config.logLevel });

installShutdown({ app, pool, deadlineMs: config.shutdownDeadlineMs });

await app.listen({ host: "0.0.0.0", port: config.port });
