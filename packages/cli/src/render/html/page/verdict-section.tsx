import type { Report } from "../report.js";
import { Prose } from "./prose.js";

const OUTCOME: Readonly<Record<Report["verdict"], string>> = {
  approve: "approve",
  conditional: "approve with conditions",
  revise: "revise",
  block: "block",
  "cannot-judge": "cannot judge",
};

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** The verdict first, and why: what a reader takes away who reads nothing else. */
export function VerdictSection({ report }: { readonly report: Report }) {
  const { verdict, headline, summary, counts, risk, obstacles } = report;
  return (
    <section id="verdict" class={`verdict verdict-${verdict}`} aria-labelledby="headline">
      <p class="outcome">Verdict: {OUTCOME[verdict]}</p>
      <h1 id="headline">{headline}</h1>
      <div class="verdict-body">
        <div class="summary">
          {summary.map((sentence) => (
            <p key={sentence}>
              <Prose text={sentence} />
            </p>
          ))}
          {obstacles.length > 0 && (
            <ul class="obstacles">
              {obstacles.map(({ message, remedy }) => (
                <li key={message}>
                  <Prose text={message} />{" "}
                  <span class="remedy">
                    <Prose text={remedy} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
        <dl class="figures">
          {SEVERITIES.map((severity) => (
            <div key={severity} class={counts[severity] > 0 ? `figure ${severity}` : "figure none"}>
              <dt>{severity}</dt>
              <dd>{counts[severity]}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Standing report={report} />
      <p class="risk">
        <b>Risk {risk.level}.</b> Rollback: <Prose text={risk.rollback} />
      </p>
    </section>
  );
}

/** Both lenses and the gates in a row. */
function Standing({ report: { lenses, gates } }: { readonly report: Report }) {
  return (
    <ul class="standing" aria-label="Lenses and gates">
      {(["infrastructure", "testing"] as const).map((view) => (
        <li key={view} class={`badge is-${lenses[view].status}`}>
          {view} <b>{lenses[view].status.replace("-", " ")}</b>
        </li>
      ))}
      {gates.map(({ name, status, detail }) => (
        <li key={name} class={`badge is-${status}`} title={detail}>
          {name} <b>{status.replace("-", " ")}</b>
        </li>
      ))}
    </ul>
  );
}
