// The reference pages of docs/, from the libraries, rules, checks and criteria themselves.
import { register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "prettier";
import { criteriaPage } from "./criteria-page.mjs";
import { libraryPage } from "./library-page.mjs";
import { otherToolsPage } from "./other-tools-page.mjs";
import { precisionFigures, precisionPage } from "./precision-page.mjs";
import { projectCheckPage } from "./project-check-page.mjs";
import { rulePage } from "./rule-page.mjs";

register("./source-hooks.mjs", import.meta.url);

/**
 * The generated pages. Reads the sources as they are on disk, so the generated indexes must be
 * there already.
 * @param {string} root repository root
 * @returns {Promise<Map<string, string>>} path relative to the root, to its content
 */
export async function generateDocs(root) {
  const load = (path) => import(pathToFileURL(join(root, "packages", path)).href);
  const { LIBRARIES } = await load("analysis/src/javascript/libraries.generated.ts");
  const { RULES } = await load("eslint-plugin/src/rules.generated.ts");
  const { CRITERIA } = await load("contract/src/criteria/catalogue.ts");
  const { EXTERNAL_TOOLS } = await load("contract/src/external-rules.ts");
  const { TEST_CHECKS } = await load("test-reporter/src/checks/index.ts");
  const { PROJECT_CHECKS } = await load("cli/src/judge/project-checks/index.ts");
  const { existingChecks } = await load("cli/src/judge/criteria-results.ts");
  const checks = [
    ...Object.entries(RULES).map(([id, { meta }]) => ({ id, criteria: meta.docs.criteria })),
    ...PROJECT_CHECKS.map(({ id, criterion, alsoDecides = [] }) => ({
      id,
      criteria: [criterion, ...alsoDecides],
    })),
    ...TEST_CHECKS.map(({ id, criteria }) => ({ id, criteria })),
  ];
  return new Map([
    ["docs/libraries.md", await formatted(libraryPage(LIBRARIES))],
    ["docs/rules.md", await formatted(rulePage(RULES, precisionFigures(root)))],
    ["docs/precision.md", await formatted(precisionPage(root, Object.keys(RULES)))],
    ["docs/other-tools.md", await formatted(otherToolsPage(EXTERNAL_TOOLS))],
    ["docs/criteria.md", await formatted(criteriaPage(CRITERIA, checks, existingChecks([])))],
    ["docs/project-checks.md", await formatted(projectCheckPage(PROJECT_CHECKS, CRITERIA))],
  ]);
}

function formatted(markdown) {
  return format(markdown, { parser: "markdown", printWidth: 100 });
}
