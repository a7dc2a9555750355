import type { ComponentChildren } from "preact";
import type { Report } from "../report.js";
import { countWords } from "./count-words.js";
import type { Place } from "./file-dialog.js";
import { PlaceLink } from "./place-link.js";
import { Prose } from "./prose.js";

const MOST_PLACES = 4;

type Open = (place: Place) => void;

/** What is good, where the views disagree, who else must look, and what the verdict was made from. */
export function ReviewSection({ report, open }: { readonly report: Report; readonly open: Open }) {
  const { lenses, tradeoffs, disagreements, escalations } = report;
  return (
    <section id="review" aria-labelledby="review-title">
      <div class="section-head">
        <h2 id="review-title">The review</h2>
      </div>
      <div class="columns">
        {(["infrastructure", "testing"] as const).map((view) => (
          <Panel key={view} title={`Good: ${view}`} count={lenses[view].good.length}>
            {lenses[view].good.map(({ message, locations }) => (
              <Point key={message} sign="✓" message={message} places={locations} open={open} />
            ))}
          </Panel>
        ))}
        <Panel title="Trade-offs and disagreements" count={tradeoffs.length + disagreements.length}>
          {[...tradeoffs, ...disagreements].map(({ message, locations }) => (
            <Point key={message} sign="±" message={message} places={locations} open={open} />
          ))}
        </Panel>
        <Panel title="Who else must look" count={escalations.length}>
          {escalations.map(({ to, reason, locations }) => (
            <Point
              key={`${to} ${reason}`}
              sign="!"
              message={`${to}: ${reason}`}
              places={locations}
              open={open}
            />
          ))}
        </Panel>
        <Dependencies report={report} />
        <Inputs report={report} />
      </div>
    </section>
  );
}

function Panel({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="card panel">
      <h3>
        {title} <span class="muted">{count}</span>
      </h3>
      {count === 0 ? <p class="muted">Nothing to report.</p> : <ul>{children}</ul>}
    </div>
  );
}

function Point({
  sign,
  message,
  places,
  open,
}: {
  readonly sign: string;
  readonly message: string;
  readonly places: readonly Place[];
  readonly open: Open;
}) {
  return (
    <li class="point">
      <span class={`sign sign-${sign === "✓" ? "good" : "note"}`} aria-hidden="true">
        {sign}
      </span>
      <div>
        <Prose text={message} />
        <div class="places">
          {places.slice(0, MOST_PLACES).map(({ file, line }) => (
            <PlaceLink key={`${file}:${String(line)}`} file={file} line={line} open={open} />
          ))}
          {places.length > MOST_PLACES && (
            <span class="muted">{places.length - MOST_PLACES} more</span>
          )}
        </div>
      </div>
    </li>
  );
}

/** How the dependencies were met: for real, by a stand-in, or not at all. */
function Dependencies({ report: { databases, outbound } }: { readonly report: Report }) {
  return (
    <Panel title="Dependencies in the tests" count={databases.length + outbound.length}>
      {databases.map(({ engine, module, real, emulated, mocked, unknown, failures }) => (
        <li key={`${engine} ${module}`} class="fact">
          <b>{engine}</b> {countWords({ real, emulated, mocked, unknown })} tests
          <span class="muted">{failuresText(failures)}</span>
        </li>
      ))}
      {outbound.map(({ target, real, intercepted, failures }) => (
        <li key={target} class="fact">
          <b>{target}</b> {countWords({ real, intercepted })} exchanges
          <span class="muted">{failuresText(failures)}</span>
        </li>
      ))}
    </Panel>
  );
}

function Inputs({ report: { inputs, scope } }: { readonly report: Report }) {
  return (
    <Panel title="Made from" count={inputs.length}>
      {inputs.map(({ kind, source, detail }) => (
        <li key={`${kind} ${source}`} class="fact">
          <b>{kind}</b> {detail} <span class="muted">{source}</span>
        </li>
      ))}
      <li class="fact">
        <b>scope</b> {scope.files} files, {scope.sites} sites{" "}
        <span class="muted">{scope.paths.join(", ")}</span>
      </li>
    </Panel>
  );
}

function failuresText(failures: Readonly<Record<string, number>>): string {
  const words = countWords(failures);
  return words === "" ? "never seen to fail" : `seen to fail: ${words}`;
}
