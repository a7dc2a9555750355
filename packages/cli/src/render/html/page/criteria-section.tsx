import { useMemo, useState } from "preact/hooks";
import type { ReportCriterion } from "../report.js";
import { SelectFilter } from "./select-filter.js";

/** Worst first: what is unmet, then what only people can answer. */
const ORDER: readonly ReportCriterion["status"][] = [
  "unmet",
  "open",
  "attested",
  "met",
  "unknown",
  "not-applicable",
];

/** Everything the review is asked to decide, and how each stands. */
export function CriteriaSection({ criteria }: { readonly criteria: readonly ReportCriterion[] }) {
  const present = ORDER.filter((one) => criteria.some((criterion) => criterion.status === one));
  // The catalogue is long; what a reader must act on stands first.
  const [status, setStatus] = useState<string>(present[0] ?? "");
  const sorted = useMemo(
    () => criteria.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status)),
    [criteria],
  );
  const shown = sorted.filter((one) => status === "" || one.status === status);
  return (
    <section id="criteria" aria-labelledby="criteria-title">
      <div class="section-head">
        <h2 id="criteria-title">Criteria</h2>
        <p class="amount" role="status">
          {shown.length} of {criteria.length}
        </p>
        <div class="filters">
          <SelectFilter label="Status" value={status} options={present} choose={setStatus} />
        </div>
      </div>
      <ul class="criteria">
        {shown.map(({ id, title, lens, severity, status: own }) => (
          <li key={id} class={`criterion is-${own}`}>
            <span class={`badge is-${own}`}>{own.replace("-", " ")}</span>
            <span class="criterion-title">{title}</span>
            <span class="muted">
              {id} · {lens} · {severity}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
