import type { SiteState } from "../site-state.js";

/** What each state of a site says, in a few words. */
export const STATE_MEANING: Readonly<Record<SiteState, string>> = {
  unprotected: "something is missing in the code",
  unproven: "no test shows how it fails",
  executed: "ran in a test, nothing more",
  proven: "met for real, or its failure asserted",
  unseen: "not for a test run to show",
};
