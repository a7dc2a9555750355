import {
  FAILURE_KINDS,
  type FailureCounts,
  type FaultSite,
  type SourceLocation,
  type TestName,
} from "@faultline/contract";

/** `src/processor.ts:52`. */
export function place({ file, line }: Pick<SourceLocation, "file" | "line">): string {
  return `${file}:${String(line)}`;
}

/** `1 test`, `3 tests`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `a, b and c`. */
export function list(items: readonly string[], conjunction: "and" | "or" = "and"): string {
  const [last, ...rest] = items.toReversed();
  if (last === undefined) return "";
  return rest.length === 0 ? last : `${rest.toReversed().join(", ")} ${conjunction} ${last}`;
}

/** A test's name, fit to stand in a sentence. */
export function quote(test: TestName): string {
  return `"${test}"`;
}

const HANDLERS: Readonly<Record<string, string>> = {
  catch: "`catch` clause",
  "promise-catch": "`.catch()` callback",
  "error-callback": "error callback",
  "error-event": "`error` listener",
  "error-middleware": "error middleware",
  "failed-result": "guard on a failed result",
};

/** What an error handler is called: `` `catch` clause ``. */
export function handlerName({ operation }: FaultSite): string {
  return HANDLERS[operation] ?? "error handler";
}

/** `` in `sendCharge` ``, or nothing at module level. */
export function inFunction(site: FaultSite): string {
  return site.function === "" ? "" : ` in \`${site.function}\``;
}

const FAILURES = {
  refused: "a refused connection",
  reset: "a reset connection",
  timeout: "a timeout",
  "error-reply": "an error reply",
} as const;

/** `a refused connection and a timeout`. */
export function failureNames(failures: FailureCounts): string {
  return list(
    FAILURE_KINDS.filter((kind) => (failures[kind] ?? 0) > 0).map((kind) => FAILURES[kind]),
  );
}
