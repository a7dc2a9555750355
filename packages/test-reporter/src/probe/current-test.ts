import { AsyncLocalStorage } from "node:async_hooks";
import type { Channel } from "node:diagnostics_channel";
import type { InboundRecord, TestRecord } from "./test-record.js";

/** On whose behalf code runs: a test, and the request it is serving, where it serves one. */
export interface Scope {
  readonly test: TestRecord;
  readonly exchange?: InboundRecord;
}

const storage = new AsyncLocalStorage<Scope | undefined>();
const portOwners = new Map<number, Scope>();

/** Runs `action` and all that it starts on behalf of `scope`. */
export function runInScope<Result>(scope: Scope | undefined, action: () => Result): Result {
  return storage.run(scope, action);
}

/** Makes the rest of the current asynchronous task run on behalf of `scope`. */
export function enterScope(scope: Scope | undefined): void {
  storage.enterWith(scope);
}

/** Makes whatever `channel.runStores` runs belong to the scope that `scopeOf` names for its message. */
export function bindScope(
  channel: Channel,
  scopeOf: (message: unknown) => Scope | undefined,
): void {
  channel.bindStore(storage, scopeOf);
}

/** The scope of the code that is running; undefined outside tests and after the test's end. */
export function currentScope(): Scope | undefined {
  return active(storage.getStore());
}

/** `scope`, unless its test has ended. */
export function active(scope: Scope | undefined): Scope | undefined {
  return scope?.test.ended === false ? scope : undefined;
}

/** Remembers who sends from a local port, so that a server in this process knows whom it serves. */
export function claimPort(port: number | undefined, scope: Scope | undefined): void {
  if (port === undefined) return;
  if (scope === undefined) portOwners.delete(port);
  else portOwners.set(port, scope);
}

/** Who sent from the port at the other end of an accepted connection. */
export function ownerOfPort(port: number | undefined): Scope | undefined {
  return port === undefined ? undefined : active(portOwners.get(port));
}

/** Forgets the ports of tests that ended. */
export function releasePorts(): void {
  for (const [port, scope] of portOwners) if (scope.test.ended) portOwners.delete(port);
}
