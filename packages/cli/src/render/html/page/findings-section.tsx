import { useEffect, useMemo, useState } from "preact/hooks";
import type { Report, ReportFinding } from "../report.js";
import type { Place } from "./file-dialog.js";
import { FindingCard, type Sources } from "./finding-card.js";
import { SelectFilter } from "./select-filter.js";

/** Cards have pictures of source; more of them at once than this are asked for. */
const CARDS_AT_ONCE = 30;

/** What the filters ask for; an empty string asks for nothing. */
type Wanted = Readonly<Record<"severity" | "view" | "status", string>>;

const FILTERS = [
  ["Severity", "severity"],
  ["Lens", "view"],
  ["Status", "status"],
] as const;

/** What must change, worst first. */
export function FindingsSection({
  report: { findings, leftOut },
  sources,
  words,
  open,
}: {
  readonly report: Report;
  readonly sources: Sources;
  readonly words: readonly string[];
  readonly open: (place: Place) => void;
}) {
  const [wanted, setWanted] = useState<Wanted>({ severity: "", view: "", status: "" });
  const matching = useMemo(
    () => findings.filter((finding) => isWanted(finding, wanted) && matches(finding, words)),
    [findings, wanted, words],
  );
  if (findings.length === 0) return null;

  return (
    <section id="findings" aria-labelledby="findings-title">
      <div class="section-head">
        <h2 id="findings-title">What must change</h2>
        <p class="amount" role="status">
          {matching.length} of {findings.length} {findings.length === 1 ? "finding" : "findings"}
        </p>
        <div class="filters">
          {FILTERS.map(([label, key]) => (
            <SelectFilter
              key={key}
              label={label}
              value={wanted[key]}
              options={[...new Set(findings.map((finding) => finding[key]))]}
              choose={(value) => {
                setWanted({ ...wanted, [key]: value });
              }}
            />
          ))}
        </div>
      </div>
      {matching.length === 0 && <p class="empty">No finding matches.</p>}
      <Cards findings={matching} sources={sources} open={open} />
      {leftOut.findings > 0 && (
        <p class="empty">
          {leftOut.findings} more findings have no room in this page; <code>--format json</code> has
          them.
        </p>
      )}
    </section>
  );
}

/** The first cards, and a way to the others. */
function Cards({
  findings,
  sources,
  open,
}: {
  readonly findings: readonly ReportFinding[];
  readonly sources: Sources;
  readonly open: (place: Place) => void;
}) {
  const [limit, setLimit] = useState(CARDS_AT_ONCE);
  useEffect(() => {
    setLimit(CARDS_AT_ONCE);
  }, [findings]);
  return (
    <>
      {findings.slice(0, limit).map((finding, index) => (
        <FindingCard key={index} finding={finding} sources={sources} open={open} />
      ))}
      {findings.length > limit && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setLimit(limit + CARDS_AT_ONCE);
          }}
        >
          Show {Math.min(CARDS_AT_ONCE, findings.length - limit)} more
        </button>
      )}
    </>
  );
}

/** What was silenced is shown to those who ask for it. */
function isWanted(finding: ReportFinding, { severity, view, status }: Wanted): boolean {
  return (
    (severity === "" || finding.severity === severity) &&
    (view === "" || finding.view === view) &&
    (status === "" ? finding.status !== "suppressed" : finding.status === status)
  );
}

function matches(finding: ReportFinding, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { check, file, message, suggestion, title } = finding;
  const text = `${check} ${file} ${message} ${suggestion} ${title}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
