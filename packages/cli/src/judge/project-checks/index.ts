import type { ProjectCheck } from "../project-check.js";
import { alertRulesPresent } from "./alert-rules-present.js";
import { deployPipelinePresent } from "./deploy-pipeline-present.js";
import { drainWithinGracePeriod } from "./drain-within-grace-period.js";
import { heapWithinMemory } from "./heap-within-memory.js";
import { loadTestPresent } from "./load-test-present.js";
import { migrationsPresent } from "./migrations-present.js";
import { poolsWithinConnectionLimit } from "./pools-within-connection-limit.js";
import { prDescription } from "./pr-description.js";
import { probeHasRoute } from "./probe-has-route.js";
import { requireApiVersion } from "./require-api-version.js";
import { requireAuthorization } from "./require-authorization.js";
import { requireEnvValidation } from "./require-env-validation.js";
import { requireErrorTracking } from "./require-error-tracking.js";
import { requireGracefulShutdown } from "./require-graceful-shutdown.js";
import { requireHealthCheck } from "./require-health-check.js";
import { requireMetrics } from "./require-metrics.js";
import { requireQueryObservability } from "./require-query-observability.js";
import { requireRateLimit } from "./require-rate-limit.js";
import { requireRetry } from "./require-retry.js";
import { requireTracing } from "./require-tracing.js";
import { runbookPresent } from "./runbook-present.js";
import { sloPresent } from "./slo-present.js";
import { startedFileHandlesSignals } from "./started-file-handles-signals.js";

/** Every check that looks at the whole project, or for a file that it should have. */
export const PROJECT_CHECKS: readonly ProjectCheck[] = [
  requireHealthCheck,
  requireGracefulShutdown,
  requireRetry,
  probeHasRoute,
  heapWithinMemory,
  drainWithinGracePeriod,
  startedFileHandlesSignals,
  poolsWithinConnectionLimit,
  requireMetrics,
  requireTracing,
  requireErrorTracking,
  requireQueryObservability,
  requireAuthorization,
  requireRateLimit,
  requireApiVersion,
  requireEnvValidation,
  migrationsPresent,
  loadTestPresent,
  alertRulesPresent,
  runbookPresent,
  sloPresent,
  deployPipelinePresent,
  prDescription,
];
