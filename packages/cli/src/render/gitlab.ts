import type { Finding, Severity } from "@faultline/contract";
import { messageOf } from "./problems.js";
import type { Renderer } from "./renderer.js";
import { clip, plain } from "./text/escape.js";
import { visibleJson } from "./text/json.js";
import { repositoryPath } from "./text/repository-path.js";
import { place } from "./text/wording.js";

const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 200;

const SEVERITY: Readonly<Record<Severity, "blocker" | "critical" | "major" | "minor">> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/**
 * GitLab's Code Quality report. GitLab compares it with the target branch's by fingerprint, so that
 * inherited findings belong into it, and each fingerprint once.
 */
export const gitlab: Renderer = ({ findings }, { folder }) => {
  const shown = findings.filter(({ status }) => status !== "suppressed");
  const unique = new Map(shown.map((finding) => [finding.fingerprint, finding]));
  return visibleJson([...unique.values()].map((finding) => issue(finding, folder)));
};

function issue(finding: Finding, folder: string) {
  const { check, fingerprint, severity, location, suggestion } = finding;
  const path = repositoryPath(folder, location.file);
  const message =
    suggestion === undefined ? messageOf(finding) : `${messageOf(finding)} ${suggestion}`;
  // A path that leads out of the repository is named in words only.
  const text = path === undefined ? `${place(location)}: ${message}` : message;
  return {
    description: plain(clip(text, LONGEST_TEXT)),
    check_name: plain(clip(check, LONGEST_NAME)),
    fingerprint,
    severity: SEVERITY[severity],
    location: {
      path: path ?? ".",
      lines: { begin: location.line, end: location.endLine },
    },
  };
}
