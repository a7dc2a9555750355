import type { Report, ReportRoute } from "../report.js";
import type { Place } from "./file-dialog.js";
import { PlaceLink } from "./place-link.js";

/** Route by status by concurrency: what the tests made each route answer, and how much of it at once. */
export function RoutesSection({
  report: { routes },
  open,
}: {
  readonly report: Report;
  readonly open: (place: Place) => void;
}) {
  if (routes.length === 0) return null;
  const codes = [
    ...new Set(routes.flatMap(({ statuses }) => statuses.map(([code]) => code))),
  ].sort();
  return (
    <section id="routes" aria-labelledby="routes-title">
      <div class="section-head">
        <h2 id="routes-title">Routes under test</h2>
        <p class="amount">replies by status, and most requests in flight at once</p>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="routes-title">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Route</th>
              {codes.map((code) => (
                <th key={code} scope="col" class="number-cell">
                  {code}
                </th>
              ))}
              <th scope="col" class="number-cell">
                In flight
              </th>
              <th scope="col">Concurrency</th>
              <th scope="col" class="number-cell">
                Tests
              </th>
            </tr>
          </thead>
          <tbody>
            {routes.map((route) => (
              <RouteRow key={route.name} route={route} codes={codes} open={open} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RouteRow({
  route,
  codes,
  open,
}: {
  readonly route: ReportRoute;
  readonly codes: readonly string[];
  readonly open: (place: Place) => void;
}) {
  const { name, statuses, maxInFlight, testCount, at } = route;
  const replies = new Map(statuses);
  const none = statuses.length === 0;
  return (
    <tr class={none ? "untested" : ""}>
      <th scope="row">
        <span class="route">{name}</span>
        {at && <PlaceLink {...at} open={open} />}
      </th>
      {codes.map((code) => {
        const count = replies.get(code);
        return (
          <td
            key={code}
            class={count ? `number-cell status-${code.slice(0, 1)}` : "number-cell blank"}
          >
            {count ?? <span aria-label="never">·</span>}
          </td>
        );
      })}
      <td class="number-cell">{maxInFlight}</td>
      <td>{concurrencyOf(route)}</td>
      <td class="number-cell">{testCount}</td>
    </tr>
  );
}

function concurrencyOf({ statuses, maxInFlight, sameKey, writes }: ReportRoute): string {
  if (statuses.length === 0) return "never requested";
  if (maxInFlight < 2) return writes ? "one at a time, writes" : "one at a time";
  const what = sameKey ? "same key at once" : "different keys at once";
  return writes ? `${what}, writes` : what;
}
