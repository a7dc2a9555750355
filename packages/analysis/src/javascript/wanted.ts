import type { Mechanism } from "@faultline/contract";

/** The mechanisms that somebody asks about: those of the rules that are on, or all of them. */
export type Wanted = ReadonlySet<Mechanism> | "all";

/** Something that states facts about mechanisms, with those it may speak of. */
export type Stating<Find> = readonly [find: Find, ...about: readonly Mechanism[]];

/** Those that speak of something that is asked about; the others need not be worked out. */
export function wantedOf<Find>(all: readonly Stating<Find>[], wanted: Wanted): readonly Find[] {
  return all.flatMap(([find, ...about]) =>
    wanted === "all" || about.some((mechanism) => wanted.has(mechanism)) ? [find] : [],
  );
}
