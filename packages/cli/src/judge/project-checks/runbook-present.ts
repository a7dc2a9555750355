import { alertingFiles } from "./alerting-files.js";
import { requireArtifact } from "./artifact.js";
import { pagesNamed, pagesWithHeading } from "./pages.js";

const NAME =
  /(?:^|[/_.-])(?:run-?books?|play-?books?|disaster[-_ ]?recovery|incident[-_ ]?(?:response|management)|on-?call|recovery[-_ ]?(?:plan|procedure)|business[-_ ]?continuity)(?:[/_.-]|$)/i;
const HEADING =
  /\b(?:run-?book|disaster recovery|incident (?:response|handling)|on-?call|recovery (?:plan|procedure)|restor(?:e|ing) (?:from )?(?:a )?backups?|backups? (?:and|&) restor\w*)\b/i;
/** Pages that may be about it under another name. */
const MAYBE =
  /(?:^|[/_.-])(?:operations?|ops|troubleshooting|backups?|incidents?|sre)(?:[/_.-]|$)/i;

/** In an outage nobody thinks of everything. */
export const runbookPresent = requireArtifact({
  id: "runbook-present",
  criterion: "disaster-recovery-plan",
  preset: "strict",
  docs: {
    looksAt:
      "Pages that are called a runbook, playbook or recovery plan, or have a heading of that name. An empty page is none.",
    reports: "A repository that keeps the alerts of its services, and no such page.",
    silent:
      "No alert is kept in the repository: the plan may be where they are, which stays an open question. Or a page on operations, troubleshooting or backups may be it.",
  },
  find(project) {
    const files = [
      ...new Set([...pagesNamed(project, NAME), ...pagesWithHeading(project, HEADING)]),
    ];
    if (files.length > 0)
      return {
        state: "present",
        message: `What to do in an outage is written down: ${String(files[0])}`,
        files,
      };
    const isOpen = alertingFiles(project).length === 0 || pagesNamed(project, MAYBE).length > 0;
    return { state: isOpen ? "unknown" : "absent" };
  },
  message:
    "The alerts of this service are kept here, but no page on what to do when one goes off. In an outage each step is found out anew, by whoever is awake.",
  suggestion:
    "Write `docs/runbook.md`: how to see what is wrong, roll back, restore the data, and whom to call.",
});
