import { sqlVerb } from "../../protocols/sql-verb.js";
import { currentScope } from "../current-test.js";
import { guarded } from "../guarded.js";
import { isCallable } from "../intercept.js";
import {
  LIMITS,
  type EngineRecord,
  type StatementRecord,
  type TestRecord,
} from "../test-record.js";
import type { EngineIdentity } from "./engine.js";

/** Books a statement on the test that is running; undefined outside tests. */
export function bookStatement(engine: EngineIdentity, text: string): StatementRecord | undefined {
  const scope = currentScope();
  if (scope === undefined || scope.test.statements >= LIMITS.statements) return undefined;
  scope.test.statements += 1;
  const statement: StatementRecord = {
    verb: sqlVerb(text),
    text: text.slice(0, LONGEST_TEXT),
    exchange: scope.exchange,
  };
  recordOf(scope.test, engine).statements.push(statement);
  return statement;
}

/** How one method of an engine says what it does. */
export interface StatementCall {
  readonly engine: EngineIdentity;
  /** The statement that the call runs; undefined when it runs none. */
  textOf(self: unknown, callArguments: readonly unknown[]): string | undefined;
  /** The code of what the call threw, rejected with, or handed to its callback. */
  codeOf(error: unknown): string | undefined;
  /** A call that only counts when it fails, because another one runs what it prepares. */
  readonly onlyFailures?: true;
}

/** Books each call of the owner's methods as a statement. Calls within one of them are part of it. */
export function bookCalls(owner: object, names: readonly string[], call: StatementCall): void {
  for (const name of names) {
    const original: unknown = Reflect.get(owner, name);
    if (!isCallable(original) || booked.has(original)) continue;
    const watched = function (this: unknown, ...callArguments: unknown[]): unknown {
      const isOutermost = depth === 0;
      const text = isOutermost ? guarded(() => call.textOf(this, callArguments)) : undefined;
      if (text === undefined) return original.apply(this, callArguments);
      const statement =
        call.onlyFailures === true ? undefined : guarded(() => bookStatement(call.engine, text));
      const fail = (error: unknown): void => {
        guarded(() => {
          const code = call.codeOf(error);
          const failed =
            statement ?? (code === undefined ? undefined : bookStatement(call.engine, text));
          if (failed !== undefined && code !== undefined) failed.error = code;
        });
      };
      depth += 1;
      try {
        return original.apply(this, withFailure(callArguments, fail));
      } catch (error) {
        fail(error);
        throw error;
      } finally {
        depth -= 1;
      }
    };
    booked.add(watched);
    Reflect.set(owner, name, watched);
  }
}

const LONGEST_TEXT = 500;
const booked = new WeakSet();
let depth = 0;

/** The arguments, with a callback at their end that tells of a failure before the user's own does. */
function withFailure(callArguments: readonly unknown[], fail: (error: unknown) => void): unknown[] {
  const callback = callArguments.at(-1);
  if (!isCallable(callback)) return [...callArguments];
  return [
    ...callArguments.slice(0, -1),
    function (this: unknown, ...results: unknown[]): unknown {
      if (results[0] instanceof Error) fail(results[0]);
      return callback.apply(this, results);
    },
  ];
}

function recordOf(test: TestRecord, engine: EngineIdentity): EngineRecord {
  const known = test.inProcess.get(engine.module);
  if (known !== undefined) return known;
  const record: EngineRecord = { ...engine, statements: [] };
  test.inProcess.set(engine.module, record);
  return record;
}
