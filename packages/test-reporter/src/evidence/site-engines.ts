import type { FaultSite } from "@faultline/contract";
import { enginesByPeer, isUnansweredAttempt } from "./database-contacts.js";
import { engineOfProtocol, enginesOf, isWatched, type Engine } from "./database-engines.js";
import { grouped } from "./ordering.js";
import type { RunFacts, TestFacts } from "./run-facts.js";

/**
 * The sites behind which each engine is. A library for several engines is behind the one that the
 * tests which ran it were seen talking to; where they talked to none or to several, it can't be told.
 */
export function sitesByEngine(facts: RunFacts): ReadonlyMap<Engine, readonly FaultSite[]> {
  const engineOfPeer = enginesByPeer(facts);
  const byLibrary = grouped(facts.sites, ({ library }) => library);
  const byEngine = new Map<Engine, FaultSite[]>();
  for (const sites of byLibrary.values()) {
    let seen: ReadonlySet<Engine> | undefined;
    for (const site of sites) {
      const possible = enginesOf(site);
      // Most sites have one engine or none; who talked to what is asked for the others alone.
      if (possible.length > 1) seen ??= enginesMet(sites, facts, engineOfPeer);
      const [engine, ...others] =
        possible.length > 1 ? possible.filter((one) => seen?.has(one) === true) : possible;
      if (engine === undefined || others.length > 0) continue;
      const known = byEngine.get(engine);
      if (known === undefined) byEngine.set(engine, [site]);
      else known.push(site);
    }
  }
  return byEngine;
}

function enginesMet(
  sites: readonly FaultSite[],
  facts: RunFacts,
  engineOfPeer: (peer: string) => Engine | undefined,
): ReadonlySet<Engine> {
  const ran = new Set(sites.flatMap(({ id }) => facts.ran.get(id) ?? []));
  const met = (test: TestFacts): readonly Engine[] => [
    ...test.observation.inProcess.filter(isWatched).map(({ engine }) => engine),
    ...test.observation.conversations.flatMap((conversation) => {
      const spoken = conversation.live ? engineOfProtocol(conversation.protocol) : undefined;
      const tried = isUnansweredAttempt(conversation, test)
        ? engineOfPeer(conversation.peer)
        : undefined;
      return spoken ?? tried ?? [];
    }),
  ];
  return new Set(facts.tests.filter(({ name }) => ran.has(name)).flatMap(met));
}
