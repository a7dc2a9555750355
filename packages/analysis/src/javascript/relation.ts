import type { Fact, Mechanism } from "@faultline/contract";
import type { FileFacts } from "./file-facts.js";
import type { SiteDraft } from "./recogniser.js";

/** What a relation between sites says of one of them. */
export interface Statement {
  readonly about: SiteDraft;
  readonly mechanism: Mechanism;
  readonly fact: Fact;
}

/** What a relation adds: statements about known sites, and sites of its own. */
export interface Relations {
  readonly statements: readonly Statement[];
  readonly drafts?: readonly SiteDraft[];
}

/** A relation between the sites of a file. */
export type Relation = (facts: FileFacts, drafts: readonly SiteDraft[]) => Relations;
