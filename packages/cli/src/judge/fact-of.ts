import type { Fact, FaultSite, Mechanism } from "@faultline/contract";

/** What a site states of a mechanism; undefined where it does not apply. */
export function factOf(site: FaultSite, mechanism: Mechanism): Fact | undefined {
  const facts: { readonly [Name in Mechanism]?: Fact } = site.mechanisms;
  return facts[mechanism];
}
