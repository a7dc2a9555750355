import { useEffect, useMemo, useState } from "preact/hooks";
import type { Report, ReportFinding } from "../report.js";
import { Diff } from "./diff.js";
import { Excerpt } from "./excerpt.js";
import type { Place } from "./file-dialog.js";
import { PlaceLink } from "./place-link.js";
import { Prose } from "./prose.js";
import { SelectFilter } from "./select-filter.js";

/** Cards have pictures of source; more of them at once than this are asked for. */
const CARDS_AT_ONCE = 30;

export interface Sources extends ReadonlyMap<string, readonly string[]> {}

/** What must change, worst first. */
export function FindingsSection({
  report,
  sources,
  words,
  open,
}: {
  readonly report: Report;
  readonly sources: Sources;
  readonly words: readonly string[];
  readonly open: (place: Place) => void;
}) {
  const { findings, leftOut } = report;
  const [severity, setSeverity] = useState("");
  const [view, setView] = useState("");
  const [status, setStatus] = useState("");
  const [limit, setLimit] = useState(CARDS_AT_ONCE);
  const matching = useMemo(
    () =>
      findings.filter(
        (finding) =>
          (severity === "" || finding.severity === severity) &&
          (view === "" || finding.view === view) &&
          (status === "" ? finding.status !== "suppressed" : finding.status === status) &&
          matches(finding, words),
      ),
    [findings, severity, view, status, words],
  );
  useEffect(() => {
    setLimit(CARDS_AT_ONCE);
  }, [matching]);
  if (findings.length === 0) return null;

  return (
    <section id="findings" aria-labelledby="findings-title">
      <div class="section-head">
        <h2 id="findings-title">What must change</h2>
        <p class="amount" role="status">
          {matching.length} of {findings.length} {findings.length === 1 ? "finding" : "findings"}
        </p>
        <div class="filters">
          <SelectFilter
            label="Severity"
            value={severity}
            options={distinct(findings, "severity")}
            choose={setSeverity}
          />
          <SelectFilter
            label="Lens"
            value={view}
            options={distinct(findings, "view")}
            choose={setView}
          />
          <SelectFilter
            label="Status"
            value={status}
            options={distinct(findings, "status")}
            choose={setStatus}
          />
        </div>
      </div>
      {matching.length === 0 && <p class="empty">No finding matches.</p>}
      {matching.slice(0, limit).map((finding, index) => (
        <FindingCard
          key={`${finding.check} ${finding.file}:${String(finding.line)} ${String(index)}`}
          finding={finding}
          sources={sources}
          open={open}
        />
      ))}
      {matching.length > limit && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setLimit(limit + CARDS_AT_ONCE);
          }}
        >
          Show {Math.min(CARDS_AT_ONCE, matching.length - limit)} more
        </button>
      )}
      {leftOut.findings > 0 && (
        <p class="empty">
          {leftOut.findings} more findings have no room in this page; <code>--format json</code> has
          them.
        </p>
      )}
    </section>
  );
}

function FindingCard({
  finding,
  sources,
  open,
}: {
  readonly finding: ReportFinding;
  readonly sources: Sources;
  readonly open: (place: Place) => void;
}) {
  const { severity, status, check, page, file, line, message, suggestion, diff, related } = finding;
  const lines = sources.get(file);
  return (
    <article class={`card finding ${severity}`} data-step tabIndex={-1}>
      <header>
        <span class={`pill ${severity}`}>{severity}</span>
        {status !== "new" && <span class="pill">{status}</span>}
        <h3>
          <PlaceLink file={file} line={line} open={open} />
        </h3>
        <span class="check">
          {page === "" ? check : <a href={page}>{check}</a>} · {finding.view}
        </span>
      </header>
      <p class="message">
        <Prose text={message} />
      </p>
      {suggestion !== "" && (
        <p class="suggestion">
          <Prose text={suggestion} />
        </p>
      )}
      {related.length > 0 && (
        <p class="related">
          The same cause:{" "}
          {related.map((place) => (
            <PlaceLink key={`${place.file}:${String(place.line)}`} {...place} open={open} />
          ))}
        </p>
      )}
      {diff !== "" ? <Diff text={diff} /> : lines && <Excerpt lines={lines} line={line} />}
    </article>
  );
}

function matches(
  { check, file, message, suggestion, title }: ReportFinding,
  words: readonly string[],
) {
  if (words.length === 0) return true;
  const text = `${check} ${file} ${message} ${suggestion} ${title}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function distinct<Key extends "severity" | "view" | "status">(
  findings: readonly ReportFinding[],
  key: Key,
): readonly string[] {
  return [...new Set(findings.map((finding) => finding[key]))];
}
