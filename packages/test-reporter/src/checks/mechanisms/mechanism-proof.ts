import type { CriterionId, FaultSite, SourceLocation } from "@faultline/contract";

/** What the run says of one mechanism. */
export type MechanismProof =
  | { readonly state: "proven"; readonly site: FaultSite; readonly message: string }
  | {
      readonly state: "unproven";
      readonly site: FaultSite;
      readonly related?: readonly SourceLocation[];
      readonly alsoUnmet?: readonly CriterionId[];
      readonly message: string;
      readonly suggestion: string;
    }
  | { readonly state: "unknown"; readonly site: FaultSite };
