import type { Evidence, Shard } from "@faultline/contract";
import { sortedNames } from "./ordering.js";

/** Whether parts of a run make a whole one, and why not. */
export type Completeness = Pick<Evidence, "complete" | "incomplete" | "shards">;

/** `gaps` says what else is missing: tests that were filtered out, a file that does not parse. */
export function completeness(gaps: readonly string[], shards: readonly Shard[]): Completeness {
  const different = sortedShards(shards);
  const missing = gapOfShards(different);
  const incomplete = missing === undefined ? gaps : [missing, ...gaps];
  return { complete: incomplete.length === 0, incomplete, shards: different };
}

/** The completeness of several parts together; `contradictions` says where they don't agree. */
export function mergedCompleteness(
  parts: readonly Completeness[],
  contradictions: readonly string[],
): Completeness {
  return completeness(
    sortedNames([...parts.flatMap(gapsOf), ...contradictions]),
    parts.flatMap(({ shards }) => shards),
  );
}

/** What a part lacks but for other shards. */
function gapsOf({ incomplete, shards }: Completeness): readonly string[] {
  const missing = gapOfShards(sortedShards(shards));
  return incomplete.filter((gap) => gap !== missing);
}

function sortedShards(shards: readonly Shard[]): readonly Shard[] {
  const different = new Map(
    shards.map(({ index, count }) => [`${String(index)}/${String(count)}`, { index, count }]),
  );
  return [...different.values()].toSorted((a, b) => a.count - b.count || a.index - b.index);
}

/** Undefined when the shards of some split are all there. */
function gapOfShards(shards: readonly Shard[]): string | undefined {
  const counts = [...new Set(shards.map(({ count }) => count))];
  const isWhole = counts.some(
    (count) => shards.filter((shard) => shard.count === count).length >= count,
  );
  if (isWhole || shards.length === 0) return undefined;
  return counts
    .map((count) => {
      const indexes = shards
        .filter((shard) => shard.count === count)
        .map(({ index }) => String(index));
      return `only shard ${indexes.join(", ")} of ${String(count)} ran`;
    })
    .join(" and ");
}
