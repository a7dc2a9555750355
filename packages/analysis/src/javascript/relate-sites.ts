import type { Fact, Mechanism } from "@faultline/contract";
import type { FileFacts } from "./file-facts.js";
import type { SiteDraft } from "./recogniser.js";

/** What a relation between sites says of one of them. */
export interface Statement {
  readonly about: SiteDraft;
  readonly mechanism: Mechanism;
  readonly fact: Fact;
}

/** A relation: from the sites of a file to what they say of one another. */
export type Relation = (facts: FileFacts, drafts: readonly SiteDraft[]) => readonly Statement[];

/** The relations, each in a file of its own; one that states a mechanism again replaces what was known. */
const RELATIONS: readonly Relation[] = [];

/** The sites with what their relations add to them. */
export function withRelations(
  facts: FileFacts,
  drafts: readonly SiteDraft[],
): readonly SiteDraft[] {
  const stated = new Map<SiteDraft, Partial<Record<Mechanism, Fact>>>();
  for (const relate of RELATIONS) {
    for (const { about, mechanism, fact } of relate(facts, drafts)) {
      stated.set(about, { ...stated.get(about), [mechanism]: fact });
    }
  }
  if (stated.size === 0) return drafts;
  return drafts.map((draft) => extended(draft, stated.get(draft)));
}

function extended(
  draft: SiteDraft,
  facts: Partial<Record<Mechanism, Fact>> | undefined,
): SiteDraft {
  if (!facts) return draft;
  // Sound: a relation states mechanisms of the kind of the site it speaks about.
  return { ...draft, mechanisms: { ...draft.mechanisms, ...facts } };
}
