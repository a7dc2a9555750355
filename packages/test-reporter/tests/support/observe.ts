import { setTimeout } from "node:timers/promises";
import type { Conversation, TestObservation } from "../../src/probe/observation.js";
import { runInScope } from "../../src/probe/current-test.js";
import { watchLoadedLibraries } from "../../src/probe/loaded-libraries.js";
import { observeTest } from "../../src/probe/observe-test.js";
import { watchSockets } from "../../src/probe/sockets.js";
import { createTestRecord } from "../../src/probe/test-record.js";

watchSockets();

/** What the probe sees of `action`, as if a test had done it. */
export async function observe(action: () => Promise<unknown>): Promise<TestObservation> {
  watchLoadedLibraries();
  const test = createTestRecord();
  await runInScope({ test }, async () => {
    await action();
    // Some clients don't wait for the end of what they close.
    await setTimeout(50);
  });
  test.ended = true;
  return observeTest(test, { opaqueEngines: [], mocks: [] });
}

/** The conversations of one protocol, each as its statements with their errors: `INSERT 1062`. */
export function spoken(
  { conversations }: TestObservation,
  protocol: Conversation["protocol"],
): readonly string[] {
  return conversations
    .filter((conversation) => conversation.protocol === protocol)
    .flatMap(({ statements }) => statements)
    .map(({ verb, error }) => (error === undefined ? verb : `${verb} ${error}`));
}

/** Each conversation's protocol and end: `mysql closed`. */
export function endings({ conversations }: TestObservation): readonly string[] {
  return conversations.map(({ protocol, end }) => `${protocol} ${end}`);
}
