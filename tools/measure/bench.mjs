// `npm run bench [-- --peers] [--runs N] [--files N]`: what the rules cost on top of ESLint and its parser, in CPU time and
// memory. The whole of it gives docs/performance.md.
import { parseArgs } from "node:util";
import { generatedProject, realFiles, wholeProject } from "./bench-files.mjs";
import { installPeers, PEERS } from "./bench-peers.mjs";
import { costsOf } from "./bench-run.mjs";
import { measured, PLACE_OPTIONS, placesOf } from "./measuring-place.mjs";
import { performancePage } from "./performance-page.mjs";
import { writePage } from "./written-page.mjs";

const LARGEST = "langfuse/langfuse";
const SIZES = [1000, 2000, 4000];
const OURS = ["none", "recommended", "strict"];

const { values } = parseArgs({
  options: {
    ...PLACE_OPTIONS,
    peers: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
    files: { type: "string", default: "1000" },
    "no-page": { type: "boolean", default: false },
  },
});

await measured(main);

async function main() {
  const places = placesOf(values);
  const peers = values.peers ? installPeers(places.cache) : "";
  const options = { cache: places.cache, peers, runs: Number(values.runs) };
  const measure = (ruleSets) => async (title, groups) => {
    const costs = await costsOf(groups, ruleSets, options);
    const files = groups.reduce((sum, group) => sum + group.files.length, 0);
    print(title, costs);
    return { title, files, costs };
  };
  const withPeers = values.peers ? [...OURS, ...Object.keys(PEERS)] : OURS;
  const real = await measure(withPeers)("real files", realFiles(places, Number(values.files)));
  const others = [["largest project", wholeProject(places, LARGEST)]].concat(
    SIZES.map((size) => [`generated, ${String(size)} files`, generatedProject(places.cache, size)]),
  );
  const rows = [real];
  for (const [title, groups] of others) rows.push(await measure(OURS)(title, groups));
  if (!values["no-page"])
    await writePage("performance.md", performancePage(rows, { runs: options.runs, peers: PEERS }));
  return 0;
}

function print(title, costs) {
  for (const [rules, { userMs, rssMb, findings, stopped }] of costs)
    console.log(
      `${title}: ${rules}: ${(userMs / 1000).toFixed(2)} s user, ${rssMb.toFixed(0)} MB, ${String(findings)} findings, stopped at ${String(stopped)} files`,
    );
}
