// `npm run precision [-- --check | --update] [--repo owner/name] [--rule NAME]...`: draws findings from real projects to be labelled,
// says how many an expert agreed with, and watches how many there are.
import { parseArgs } from "node:util";
import { RULES } from "eslint-plugin-faultline/rules";
import { corpusFindings } from "./corpus-findings.mjs";
import {
  changesOf,
  countFindings,
  countsPath,
  readCounts,
  sortedCounts,
  sumOf,
} from "./counts-ratchet.mjs";
import { labelPath, labelText, readAllLabels, removeOtherLabels } from "./label-file.mjs";
import { CannotMeasure, measured, PLACE_OPTIONS, placesOf, ROOT } from "./measuring-place.mjs";
import { objectionsTo, precisionFigure } from "./precision-figures.mjs";
import { drawSample } from "./precision-sample.mjs";
import { percent, writeFormatted } from "./written-page.mjs";

const { values } = parseArgs({
  options: {
    ...PLACE_OPTIONS,
    check: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
    repo: { type: "string" },
    rule: { type: "string", multiple: true, default: [] },
  },
});

await measured(main);

async function main() {
  const { repo, rule: rules } = values;
  const unknown = rules.filter((rule) => !(rule in RULES));
  if (unknown.length > 0) throw new CannotMeasure(`There is no rule ${unknown.join(", ")}.`);
  const findings = await corpusFindings(placesOf(values), { repo, rules });
  const counts = { ...countsOfOthers(rules), ...countFindings(findings) };
  // Part of the projects is for looking only: what it lacks is not gone.
  if (values.repo !== undefined) return print(new Map(), counts);
  const drawn = drawAll(findings);
  print(drawn, counts);
  return values.check ? check(drawn, counts) : write(drawn, counts);
}

/** A rule with its strict options is asked for with the rule. */
function isAsked(subject) {
  return values.rule.length === 0 || values.rule.includes(subject.replace(/\.strict$/, ""));
}

/** What was counted before, of the rules that are not linted now. */
function countsOfOthers(rules) {
  if (rules.length === 0) return {};
  const before = Object.entries(readCounts(ROOT) ?? {});
  return Object.fromEntries(before.filter(([subject]) => !isAsked(subject)));
}

/** @returns {Map<string, import("./label-file.mjs").Labels>} by subject */
function drawAll(findings) {
  const known = readAllLabels(ROOT);
  const subjects = [...new Set(findings.map(({ subject }) => subject))].toSorted();
  return new Map(
    subjects.map((subject) => {
      const own = findings.filter((finding) => finding.subject === subject);
      const before = known.get(subject);
      const labels = drawSample(own, before ? [...before.sample, ...before.others] : []);
      return [subject, { rule: subject, preset: presetOf(subject), ...labels }];
    }),
  );
}

function presetOf(subject) {
  return RULES[subject]?.meta.docs.preset ?? "strict";
}

function print(drawn, counts) {
  const none = { sample: [] };
  const rows = Object.keys(counts)
    .filter(isAsked)
    .map((subject) => {
      const labels = drawn.get(subject) ?? { ...none, preset: presetOf(subject) };
      const { preset, findings, sampled, labelled, agreed } = precisionFigure(
        subject,
        labels,
        sumOf(counts[subject]),
      );
      return [subject, preset, findings, sampled, labelled, agreed, percent(agreed, labelled)];
    });
  const heads = ["rule", "preset", "findings", "sampled", "labelled", "agreed", "share"];
  for (const [name, preset, ...numbers] of [heads, ...rows])
    console.log(
      [name.padEnd(34), preset.padEnd(12), ...numbers.map((one) => String(one).padStart(9))].join(
        "",
      ),
    );
  return 0;
}

function check(drawn, counts) {
  const objections = [...drawn].flatMap(([subject, labels]) =>
    objectionsTo(precisionFigure(subject, labels, sumOf(counts[subject]))),
  );
  const jumps = changesOf(readCounts(ROOT) ?? {}, counts).filter(({ isJump }) => isJump);
  for (const line of objections) console.log(line);
  for (const { text } of jumps) console.log(`${text}: look at them, then accept with --update.`);
  return objections.length + jumps.length === 0 ? 0 : 1;
}

async function write(drawn, counts) {
  for (const [subject, labels] of drawn)
    await writeFormatted(labelPath(ROOT, subject), labelText(labels));
  const others = [...readAllLabels(ROOT).keys()].filter((subject) => !isAsked(subject));
  removeOtherLabels(ROOT, [...drawn.keys(), ...others]);
  const before = readCounts(ROOT);
  for (const { text } of changesOf(before ?? counts, counts)) console.log(text);
  if (values.update || before === undefined)
    await writeFormatted(countsPath(ROOT), JSON.stringify(sortedCounts(counts)));
  console.log("Label what is unlabelled, then `npm run generate` for docs/precision.md.");
  return 0;
}
