import type { Evidence, Gate } from "@faultline/contract";

/** What must hold before either lens is worth reading. `unseen` are files that could not be read or linted. */
export function gatesOf(
  evidence: Evidence | undefined,
  unseen: readonly string[],
): readonly Gate[] {
  return [
    { name: "types", status: "not-run", detail: "Faultline does not run the compiler." },
    lintGate(unseen),
    testGate(evidence),
  ];
}

function lintGate([first, ...others]: readonly string[]): Gate {
  if (first === undefined)
    return { name: "lint", status: "passed", detail: "Every file was read." };
  const more = others.length > 0 ? ` and ${String(others.length)} more` : "";
  return { name: "lint", status: "failed", detail: `Nothing is known of ${first}${more}.` };
}

function testGate(evidence: Evidence | undefined): Gate {
  if (!evidence) return { name: "tests", status: "not-run", detail: "No test run left evidence." };
  const { total, passed, failed } = evidence.tests;
  return {
    name: "tests",
    status: failed > 0 ? "failed" : passed > 0 ? "passed" : "not-run",
    detail: `${String(passed)} of ${String(total)} tests passed.`,
  };
}
