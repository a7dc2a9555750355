import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Report, ReportFinding, ReportSite } from "../report.js";
import { countWords } from "./count-words.js";
import { Prose } from "./prose.js";

/** A line of a file that was reviewed. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A file as it was reviewed, with what was found in it and what the tests showed, at their lines. */
export function FileDialog({
  place: { file, line },
  report,
  sources,
  close,
}: {
  readonly place: Place;
  readonly report: Report;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly close: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector(".here")?.scrollIntoView({ block: "center" });
  }, [file, line]);
  const lines = sources.get(file);
  const notes = useMemo(() => notesByLine(file, report), [file, report]);
  const numbers = lines
    ? lines.map((_, index) => index + 1)
    : [...notes.keys()].sort((a, b) => a - b);
  return (
    <dialog ref={dialog} class="file" aria-labelledby="file-title" onClose={close}>
      <header>
        <h2 id="file-title">{file}</h2>
        <button
          type="button"
          class="close"
          onClick={() => {
            dialog.current?.close();
          }}
        >
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </header>
      {!lines && <p class="empty">The text of this file is not in the page.</p>}
      <div class="file-lines" tabIndex={0} role="region" aria-label="Source">
        {numbers.map((number) => (
          <div key={number}>
            <div class={number === line ? "line here" : "line"}>
              <span class="number">{number}</span>
              <code>{lines?.[number - 1] ?? ""}</code>
            </div>
            {notes.get(number)?.map((note, index) => (
              <Note key={index} note={note} tests={report.tests} />
            ))}
          </div>
        ))}
      </div>
    </dialog>
  );
}

type Note =
  | { readonly kind: "finding"; readonly finding: ReportFinding }
  | { readonly kind: "site"; readonly site: ReportSite };

/** Findings before sites, each at its line. */
function notesByLine(
  file: string,
  { findings, sites }: Report,
): ReadonlyMap<number, readonly Note[]> {
  const notes = new Map<number, Note[]>();
  const add = (line: number, note: Note): void => {
    const known = notes.get(line);
    if (known) known.push(note);
    else notes.set(line, [note]);
  };
  for (const finding of findings) {
    if (finding.file === file) add(finding.line, { kind: "finding", finding });
  }
  for (const site of sites) {
    if (site.file === file) add(site.line, { kind: "site", site });
  }
  return notes;
}

function Note({ note, tests }: { readonly note: Note; readonly tests: readonly string[] }) {
  if (note.kind === "site") return <SiteNote site={note.site} tests={tests} />;
  const { severity, check, message, suggestion } = note.finding;
  return (
    <div class={`note finding ${severity}`}>
      <p>
        <span class={`pill ${severity}`}>{severity}</span> <b>{check}</b> <Prose text={message} />
      </p>
      {suggestion !== "" && (
        <p class="suggestion">
          <Prose text={suggestion} />
        </p>
      )}
    </div>
  );
}

function SiteNote({
  site,
  tests,
}: {
  readonly site: ReportSite;
  readonly tests: readonly string[];
}) {
  const { state, kind, operation, library, target, rung, failures, mechanisms } = site;
  const names = site.tests.map((position) => tests[position]).filter((name) => name !== undefined);
  const failed = countWords(failures);
  return (
    <details class={`note site-note ${state}`}>
      <summary>
        <span class={`state ${state}`}>{state}</span> {kind}{" "}
        <b>{target === "" ? operation : target}</b>{" "}
        <span class="muted">
          {library} · rung {rung} · {site.testCount} {site.testCount === 1 ? "test" : "tests"}
        </span>
      </summary>
      {mechanisms.length > 0 && (
        <ul>
          {mechanisms.map(({ name, state: own, detail }) => (
            <li key={name}>
              <span class={`mechanism ${own}`}>
                {name} {own}
              </span>{" "}
              <Prose text={detail} />
            </li>
          ))}
        </ul>
      )}
      {failed !== "" && <p>Its dependency was seen to fail: {failed}.</p>}
      {names.length > 0 && (
        <ul class="tests">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
          {site.testCount > names.length && <li>and {site.testCount - names.length} more</li>}
        </ul>
      )}
    </details>
  );
}
