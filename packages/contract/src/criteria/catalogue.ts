import { API_CONTRACT } from "./api-contract.js";
import { CAPACITY_AND_CONCURRENCY } from "./capacity-and-concurrency.js";
import { CODE_ORGANISATION } from "./code-organisation.js";
import { DATA_LAYER } from "./data-layer.js";
import { FAILURE_DETECTION } from "./failure-detection.js";
import { OBSERVABILITY } from "./observability.js";
import { OPERATIONS_AND_DEPLOYMENT } from "./operations-and-deployment.js";
import { REVIEW } from "./review.js";
import { SECURITY } from "./security.js";
import { TESTS } from "./tests.js";
import { TIMEOUTS_AND_RETRIES } from "./timeouts-and-retries.js";
import type { Criterion } from "./criterion.js";

/** The stable name of a criterion. */
export type CriterionId =
  | (typeof FAILURE_DETECTION)[number]["id"]
  | (typeof TIMEOUTS_AND_RETRIES)[number]["id"]
  | (typeof CAPACITY_AND_CONCURRENCY)[number]["id"]
  | (typeof DATA_LAYER)[number]["id"]
  | (typeof API_CONTRACT)[number]["id"]
  | (typeof SECURITY)[number]["id"]
  | (typeof OBSERVABILITY)[number]["id"]
  | (typeof OPERATIONS_AND_DEPLOYMENT)[number]["id"]
  | (typeof CODE_ORGANISATION)[number]["id"]
  | (typeof TESTS)[number]["id"]
  | (typeof REVIEW)[number]["id"];

/** Everything a review decides, in the order a reader would ask it. */
export const CRITERIA: readonly Criterion<CriterionId>[] = [
  ...FAILURE_DETECTION,
  ...TIMEOUTS_AND_RETRIES,
  ...CAPACITY_AND_CONCURRENCY,
  ...DATA_LAYER,
  ...API_CONTRACT,
  ...SECURITY,
  ...OBSERVABILITY,
  ...OPERATIONS_AND_DEPLOYMENT,
  ...CODE_ORGANISATION,
  ...TESTS,
  ...REVIEW,
];

const BY_ID: ReadonlyMap<string, Criterion<CriterionId>> = new Map(
  CRITERIA.map((criterion) => [criterion.id, criterion]),
);

/** The criterion with that id; undefined for an id that is not in the catalogue. */
export function findCriterion(id: string): Criterion<CriterionId> | undefined {
  return BY_ID.get(id);
}

/** The criterion with that id. */
export function criterion(id: CriterionId): Criterion<CriterionId> {
  const found = BY_ID.get(id);
  if (!found) throw new RangeError(`No criterion is called "${id}".`);
  return found;
}
