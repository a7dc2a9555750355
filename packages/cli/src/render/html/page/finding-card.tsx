import type { ReportFinding } from "../report.js";
import { Diff } from "./diff.js";
import { Excerpt } from "./excerpt.js";
import type { Place } from "./file-dialog.js";
import { PlaceLink } from "./place-link.js";
import { Prose } from "./prose.js";

/** The lines of the files in the page, by file. */
export type Sources = ReadonlyMap<string, readonly string[]>;

/** One finding: what is wrong, what to do, and the code it is about. */
export function FindingCard({
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
