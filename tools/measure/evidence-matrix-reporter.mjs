// The reporter, which instead of a section prints the evidence of each test by itself, as JSON after a marker.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import FaultlineReporter from "../../packages/test-reporter/dist/vitest.js";
import { buildEvidence } from "../../packages/test-reporter/dist/evidence/build-evidence.js";

export default class MatrixReporter extends FaultlineReporter {
  constructor() {
    super({
      judge: async (run, root) =>
        `@@@${JSON.stringify(run.tests.map((test) => cellOf(test, run, root)))}@@@`,
    });
  }
}

function cellOf(test, run, root) {
  const [project] = /^packages\/[^/]+/.exec(test.name);
  const file = `${project}/src/store.ts`;
  const path = join(root, file);
  const evidence = buildEvidence({ ...run, tests: [test] }, [
    { file, path, text: readFileSync(path, "utf8") },
  ]);
  if (process.env.FAULTLINE_DEBUG)
    console.error(test.name, JSON.stringify(test.observation), JSON.stringify(evidence.sites));
  return { name: test.name, state: test.state, databases: evidence.databases };
}
