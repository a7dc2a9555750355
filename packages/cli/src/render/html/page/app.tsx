import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { Report } from "../report.js";
import type { SiteState } from "../site-state.js";
import { Bar } from "./bar.js";
import { CriteriaSection } from "./criteria-section.js";
import { FileDialog, type Place } from "./file-dialog.js";
import { FindingsSection } from "./findings-section.js";
import { LedgerSection } from "./ledger-section.js";
import { MapSection } from "./map-section.js";
import { ReviewSection } from "./review-section.js";
import { RoutesSection } from "./routes-section.js";
import { useShortcuts } from "./use-shortcuts.js";
import { VerdictSection } from "./verdict-section.js";

/** The whole page. What several sections share (the search, the state that is asked for, the open file) lives here. */
export function App({ report }: { readonly report: Report }) {
  const [query, setQuery] = useState("");
  const [state, setState] = useState<SiteState | undefined>();
  const [place, setPlace] = useState<Place | undefined>();
  const search = useRef<HTMLInputElement>(null);
  const close = useCallback(() => {
    setPlace(undefined);
  }, []);
  useShortcuts(search, () => {
    setQuery("");
  });
  const sources = useMemo(
    () => new Map(report.sources.map(({ file, lines }) => [file, lines])),
    [report],
  );
  const words = useMemo(() => query.toLowerCase().split(/\s+/).filter(Boolean), [query]);

  return (
    <>
      <Bar sections={sectionsOf(report)} query={query} setQuery={setQuery} search={search} />
      <main>
        <VerdictSection report={report} />
        <FindingsSection report={report} sources={sources} words={words} open={setPlace} />
        <MapSection sites={report.sites} state={state} setState={setState} open={setPlace} />
        <LedgerSection
          report={report}
          words={words}
          state={state}
          setState={setState}
          open={setPlace}
        />
        <RoutesSection report={report} open={setPlace} />
        <ReviewSection report={report} open={setPlace} />
        <CriteriaSection criteria={report.criteria} />
      </main>
      <footer>
        <p class="keys">
          <kbd>j</kbd> <kbd>k</kbd> next and previous finding · <kbd>/</kbd> search · <kbd>Esc</kbd>{" "}
          close
        </p>
        <p>Made by Faultline. This page holds its own data and loads nothing.</p>
      </footer>
      {place && <FileDialog place={place} report={report} sources={sources} close={close} />}
    </>
  );
}

function sectionsOf({ findings, routes, sites }: Report): readonly (readonly [string, string])[] {
  return [
    ["verdict", "Verdict"],
    ...(findings.length > 0 ? ([["findings", "Must change"]] as const) : []),
    ...(sites.length > 0
      ? ([
          ["map", "Map"],
          ["ledger", "Ledger"],
        ] as const)
      : []),
    ...(routes.length > 0 ? ([["routes", "Routes"]] as const) : []),
    ["review", "Review"],
    ["criteria", "Criteria"],
  ];
}
