import { UNKNOWN } from "@faultline/contract";
import type { ProjectCheck } from "../project-check.js";

const TEMPLATE =
  /^(?:\.github\/|docs\/)?pull_request_template(?:\.(?:md|txt)|\/[^/]+\.md)$|^\.gitlab\/merge_request_templates\/[^/]+\.md$|^\.azuredevops\/pull_request_template(?:\.md|\/.+\.md)$/i;

/** A template asks each change what it does, why, and how it is undone. An organisation may keep it elsewhere, so its absence says nothing. */
export const prDescription: ProjectCheck = {
  id: "pr-description",
  criterion: "review-pr-description",
  preset: "recommended",
  docs: {
    looksAt: "Templates for pull and merge requests. An empty one is none.",
    reports: "Nothing: it only tells that the criterion is met.",
    silent: "Always. An organisation may keep its template in another repository.",
  },
  judge(project) {
    const [file] = project.files.filter(
      (name) => TEMPLATE.test(name) && project.textOf(name).trim() !== "",
    );
    if (file === undefined) return UNKNOWN;
    return {
      state: "judged",
      findings: [],
      good: [
        {
          criterion: "review-pr-description",
          message: `Pull requests are asked what they change: ${file}`,
          locations: [{ file, line: 1, column: 1, endLine: 1, endColumn: 1 }],
        },
      ],
    };
  },
};
