import type { ProjectCheck } from "../project-check.js";
import { requireGracefulShutdown } from "./require-graceful-shutdown.js";
import { requireHealthCheck } from "./require-health-check.js";
import { requireRetry } from "./require-retry.js";

/** Every check that looks at the whole project. */
export const PROJECT_CHECKS: readonly ProjectCheck[] = [
  requireHealthCheck,
  requireGracefulShutdown,
  requireRetry,
];
