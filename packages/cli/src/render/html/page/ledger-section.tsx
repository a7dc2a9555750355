import { useMemo, useState } from "preact/hooks";
import type { Report, ReportSite } from "../report.js";
import { SITE_STATES, type SiteState } from "../site-state.js";
import type { Place } from "./file-dialog.js";
import { SelectFilter } from "./select-filter.js";
import { VirtualList } from "./virtual-list.js";

/** Pixels, as the style's rows have them. */
const ROW_HEIGHT = 56;

/** Every fault site with what protects it and what the tests showed, side by side. */
export function LedgerSection({
  report: { sites, leftOut },
  words,
  state,
  setState,
  open,
}: {
  readonly report: Report;
  readonly words: readonly string[];
  readonly state: SiteState | undefined;
  readonly setState: (state: SiteState | undefined) => void;
  readonly open: (place: Place) => void;
}) {
  const [kind, setKind] = useState("");
  const kinds = useMemo(() => [...new Set(sites.map((site) => site.kind))].sort(), [sites]);
  const matching = useMatching(sites, { words, state, kind });
  if (sites.length === 0) return null;
  return (
    <section id="ledger" aria-labelledby="ledger-title">
      <div class="section-head">
        <h2 id="ledger-title">Ledger</h2>
        <p class="amount" role="status">
          {matching.length} of {sites.length} sites
        </p>
        <div class="filters">
          <SelectFilter
            label="State"
            value={state ?? ""}
            options={SITE_STATES}
            choose={(value) => {
              setState(SITE_STATES.find((one) => one === value));
            }}
          />
          <SelectFilter label="Kind" value={kind} options={kinds} choose={setKind} />
        </div>
      </div>
      {matching.length === 0 ? (
        <p class="empty">No site matches.</p>
      ) : (
        <VirtualList
          label="Fault sites"
          items={matching}
          rowHeight={ROW_HEIGHT}
          row={(site) => <SiteRow site={site} />}
          choose={open}
        />
      )}
      <p class="print-only">The ledger has {sites.length} sites; the page itself lists them.</p>
      {leftOut.sites > 0 && (
        <p class="empty">
          {leftOut.sites} more sites have no room in this page; <code>--format json</code> has them.
        </p>
      )}
    </section>
  );
}

/** The sites that have every word, the state and the kind that are asked for. */
function useMatching(
  sites: readonly ReportSite[],
  {
    words,
    state,
    kind,
  }: {
    readonly words: readonly string[];
    readonly state: SiteState | undefined;
    readonly kind: string;
  },
): readonly ReportSite[] {
  const texts = useMemo(() => sites.map(textOf), [sites]);
  return useMemo(
    () =>
      sites.filter(
        (site, index) =>
          (state === undefined || site.state === state) &&
          (kind === "" || site.kind === kind) &&
          words.every((word) => texts[index]?.includes(word)),
      ),
    [sites, texts, state, kind, words],
  );
}

function SiteRow({ site }: { readonly site: ReportSite }) {
  const { state, file, line, kind, operation, library, target, mechanisms, rung, testCount } = site;
  return (
    <div class="site">
      <span class={`state ${state}`}>{state}</span>
      <span class="site-what">
        <b>{target === "" ? `${kind} ${operation}` : `${kind} ${target}`}</b>
        <span class="muted">
          {file}:{line} · {library}
        </span>
      </span>
      <span class="site-mechanisms">
        {mechanisms
          .filter((mechanism) => mechanism.state !== "unknown")
          .map((mechanism) => (
            <span key={mechanism.name} class={`mechanism ${mechanism.state}`}>
              <span aria-hidden="true">{mechanism.state === "present" ? "✓" : "✗"}</span>{" "}
              {mechanism.name}
              <span class="visually-hidden"> {mechanism.state}</span>
            </span>
          ))}
      </span>
      <span class="site-rung">
        {rung === "unknown" ? "–" : rung}
        <span class="muted">
          {rung !== "unknown" && `${String(testCount)} ${testCount === 1 ? "test" : "tests"}`}
        </span>
      </span>
    </div>
  );
}

function textOf({
  file,
  kind,
  library,
  operation,
  function: name,
  target,
  mechanisms,
}: ReportSite) {
  const names = mechanisms.map((mechanism) => mechanism.name).join(" ");
  return `${file} ${kind} ${library} ${operation} ${name} ${target} ${names}`.toLowerCase();
}
