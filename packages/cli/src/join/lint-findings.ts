import { createFinding, type FaultSite, type Finding } from "@faultline/contract";
import { RULES, type FaultlineRule } from "eslint-plugin-faultline/rules";
import type { CollectedLint, LintMessage } from "../collect/lint-message.js";
import { placeOf, sitesByPlace } from "./site-places.js";

/** Lint results as findings: each rule's criterion, with the site it was reported at as its identity. */
export function lintFindings(
  lint: readonly CollectedLint[],
  sites: readonly FaultSite[],
): readonly Finding[] {
  const siteAt = sitesByPlace(sites);
  const findings = lint
    .flatMap(({ files }) => files)
    .flatMap(({ file, messages }) =>
      messages.flatMap((message) => {
        const finding = toFinding(file, message, siteAt.get(placeOf({ file, ...message })));
        return finding ? [finding] : [];
      }),
    );
  return oncePerFingerprint(findings);
}

/** What one run suppresses and another does not is open. */
function oncePerFingerprint(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const earlier = known.get(finding.fingerprint);
    if (!earlier || earlier.status === "suppressed") known.set(finding.fingerprint, finding);
  }
  return [...known.values()];
}

function toFinding(
  file: string,
  message: LintMessage,
  site: FaultSite | undefined,
): Finding | undefined {
  const check = /^faultline\/(.+)$/.exec(message.ruleId ?? "")?.[1];
  const rule = check === undefined ? undefined : RULES[check];
  if (check === undefined || !rule) return undefined;
  const { message: text, suggestion } = splitAdvice(message.message);
  const [criterion, ...alsoUnmet] = criteriaOf(rule, message);
  const finding = createFinding({
    check,
    criterion,
    ...(alsoUnmet.length > 0 && { alsoUnmet }),
    origin: "rule",
    location: {
      file,
      line: message.line,
      column: message.column,
      endLine: message.endLine ?? message.line,
      endColumn: message.endColumn ?? message.column + 1,
    },
    message: text,
    ...(suggestion !== undefined && { suggestion }),
    subject: `${site?.id ?? `${file}:${message.message}`}:${message.messageId ?? ""}`,
  });
  return message.isSuppressed ? { ...finding, status: "suppressed" } : finding;
}

/** A message of a criterion of its own leaves only that one unmet; the others leave the rest. */
function criteriaOf(
  { meta: { docs } }: FaultlineRule,
  { messageId }: LintMessage,
): FaultlineRule["meta"]["docs"]["criteria"] {
  const own = messageId === undefined ? undefined : docs.criterionByMessage?.[messageId];
  if (own) return [own];
  const apart = new Set(Object.values(docs.criterionByMessage ?? {}));
  const [first, ...others] = docs.criteria;
  return [first, ...others.filter((id) => !apart.has(id))];
}

/** Every rule's message ends with the sentence that says what to do. */
function splitAdvice(text: string): { readonly message: string; readonly suggestion?: string } {
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  const advice = sentences.at(-1);
  return sentences.length < 3 || advice === undefined
    ? { message: text }
    : { message: sentences.slice(0, -1).join(" "), suggestion: advice };
}
