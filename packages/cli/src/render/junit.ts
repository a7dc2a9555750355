import type { Renderer } from "./renderer.js";
import { reviewCases, type ReviewCase } from "./review-cases.js";
import { xmlAttribute, xmlText } from "./text/xml.js";

/** JUnit XML as Jenkins' schema describes it: a suite per lens, a case per criterion. Nothing is timed. */
export const junit: Renderer = (verdict) => {
  const cases = reviewCases(verdict);
  const suites = [...new Set(cases.map(({ suite }) => suite))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Faultline review" ${totals(cases)}>`,
    ...suites.flatMap((name) => suite(name, casesOf(name, cases))),
    "</testsuites>",
    "",
  ].join("\n");
};

function casesOf(name: string, cases: readonly ReviewCase[]): readonly ReviewCase[] {
  return cases.filter(({ suite: own }) => own === name);
}

function suite(name: string, cases: readonly ReviewCase[]): readonly string[] {
  return [
    `  <testsuite name="${xmlAttribute(name)}" ${totals(cases)} skipped="${count(cases, "skipped")}">`,
    ...cases.flatMap(testCase),
    "  </testsuite>",
  ];
}

function totals(cases: readonly ReviewCase[]): string {
  const failures = count(cases, "failed");
  return `tests="${String(cases.length)}" failures="${failures}" errors="${count(cases, "broken")}"`;
}

function count(cases: readonly ReviewCase[], wanted: ReviewCase["state"]): string {
  return String(cases.filter(({ state }) => state === wanted).length);
}

function testCase({ suite: lens, name, state, message, details }: ReviewCase): readonly string[] {
  const opening = `    <testcase classname="faultline.${xmlAttribute(lens)}" name="${xmlAttribute(name)}"`;
  const because = `message="${xmlAttribute(message)}"`;
  switch (state) {
    case "passed":
      return [`${opening}/>`];
    case "skipped":
      return [`${opening}>`, `      <skipped ${because}/>`, "    </testcase>"];
    case "failed":
    case "broken": {
      const element = state === "failed" ? "failure" : "error";
      const text = xmlText(details);
      const body = `      <${element} type="faultline" ${because}>${text}</${element}>`;
      return [`${opening}>`, body, "    </testcase>"];
    }
  }
}
