import { expect, test } from "vitest";
import { executionFromCounters } from "../src/execution.js";
import type { LoadedCode } from "../src/probe/observation.js";
import { observed, site } from "./factories.js";

const handler = site("error-handler");
const { file } = handler.location;
const counters = { mark: `${file}=1`, sites: new Set([handler.id]) };
const ranInA = [observed("a", { ran: [handler.id] }), observed("b")];
const woven: LoadedCode = { marks: [counters.mark], unwoven: [], ran: [], isWhole: true };
const other: LoadedCode = { marks: [], unwoven: ["/app/src/other.ts"], ran: [], isWhole: true };

function tell(tests: Parameters<typeof executionFromCounters>[1], ...loads: readonly LoadedCode[]) {
  const execution = executionFromCounters("/app", tests, loads, () => counters);
  return [execution.testsThatRan(handler), execution.hasRun(handler)];
}

test("a site ran in the tests whose code passed its counter", () => {
  expect(tell(ranInA, woven)).toEqual([["a"], true]);
});

test("a site that no test passed was not run", () => {
  expect(tell([observed("b")], woven)).toEqual([[], false]);
});

test("a site that ran outside of tests ran, in no test", () => {
  expect(tell([observed("b")], { ...woven, ran: [handler.id] })).toEqual([[], true]);
});

test("a file that no process loaded was run by nobody", () => {
  expect(tell([observed("b")], other)).toEqual([[], false]);
});

test("what did not run can't be told where some process loaded the file without its counters", () => {
  const unwoven = { ...other, unwoven: [`/app/${file}`] };
  expect(tell([observed("b")], unwoven)).toEqual([undefined, undefined]);
  expect(tell([observed("b")], woven, unwoven)).toEqual([undefined, undefined]);
  expect(tell(ranInA, woven, unwoven)).toEqual([["a"], true]);
});

test("counters of another version of the file tell nothing", () => {
  expect(tell(ranInA, { ...woven, marks: [`${file}=2`] })).toEqual([undefined, undefined]);
});

test("nothing is known where nothing was loaded, or a runner does not say what it loads", () => {
  expect(tell([observed("b")])).toEqual([undefined, undefined]);
  expect(tell([observed("b")], { ...other, isWhole: false })).toEqual([undefined, undefined]);
});

test("a site without a counter can't be told, unless its file was not loaded", () => {
  const call = site("outbound-call");
  const of = (load: LoadedCode) =>
    executionFromCounters("/app", [observed("b")], [load], () => counters).testsThatRan(call);
  expect(of(woven)).toBeUndefined();
  expect(of(other)).toEqual([]);
});
