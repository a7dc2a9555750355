import { absentAt, siteId, type FaultSite, type SourceRange } from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { readDocuments } from "../yaml/read-documents.js";
import { toGithubPipeline } from "./github-actions.js";
import { toGitlabPipeline } from "./gitlab-ci.js";
import { inPlaceChange } from "./in-place-change.js";
import type { Job, Pipeline } from "./pipeline.js";
import { releasesOf, rollbackFact } from "./rollback.js";

const GITHUB = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
const GITLAB = /(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$/i;

/** Pipelines: the steps that bring a new version to where it runs. */
export const workflow: ConfigurationLanguage = {
  reads: (file) => GITHUB.test(file) || GITLAB.test(file),
  sites: deploymentSites,
};

type DeploymentStep = Pick<
  FaultSite<"deployment-step">,
  "operation" | "location" | "mechanisms" | "target"
>;

function deploymentSites(file: string, text: string): readonly FaultSite<"deployment-step">[] {
  if (!mayDeploy(text)) return [];
  const [root] = readDocuments(withoutExpressions(text), mayDeploy);
  const pipeline = root && (GITLAB.test(file) ? toGitlabPipeline(root) : toGithubPipeline(root));
  if (!pipeline || pipeline.isForProposals || TRYING.test(file)) return [];
  const place = placesIn(file, text);
  return pipeline.jobs
    .filter((job) => !isTrial(job))
    .flatMap((job) => [...releaseSteps(job, pipeline, place), ...loginSteps(job, place)])
    .map((step, ordinal) => ({
      ...step,
      id: siteId({ file, kind: "deployment-step", function: "", ordinal }),
      kind: "deployment-step",
      library: GITLAB.test(file) ? "gitlab-ci" : "github-actions",
      function: "",
      extent: step.location,
    }));
}

function mayDeploy(text: string): boolean {
  return /\b(?:kubectl|helm|ssh)\b|ssh-/.test(text);
}

/**
 * Expressions look like the actions of a Go template, which makes a file unreadable; in parentheses they are text like
 * any other, at the same places.
 */
function withoutExpressions(text: string): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, "$$(($1))");
}

const TRYING =
  /(?:^|[^a-z])(?:e2e|test|tests|testing|preview|previews|pr|pull|review|ephemeral|sandbox|chart|lint|kind|minikube|example|demo)(?:[^a-z]|$)/i;
const TRIAL_CLUSTER = /\b(?:kind (?:create|load)|kind-action|minikube|k3d|k3s|microk8s|ctlptl)\b/i;

/** A cluster that lives as long as the job, or a copy for reviewers. */
function isTrial({ name, environment = "", steps }: Job): boolean {
  return (
    TRYING.test(name) ||
    TRYING.test(environment) ||
    steps.some(({ action = "", script }) => TRIAL_CLUSTER.test(`${action}\n${script}`))
  );
}

type Places = (range: SourceRange, head: string) => FaultSite["location"];

function releaseSteps(job: Job, { jobs }: Pipeline, place: Places): DeploymentStep[] {
  return releasesOf(job).map((release) => {
    const location = place(release.step.location, release.command.head);
    return {
      operation: release.tool,
      location,
      target: `Job "${job.name}"`,
      mechanisms: { "automatic-rollback": rollbackFact(release, jobs, location) },
    };
  });
}

function loginSteps(job: Job, place: Places): DeploymentStep[] {
  return job.steps.flatMap((step) => {
    const change = inPlaceChange(step);
    if (!change) return [];
    const location = place(step.location, change.head);
    return [
      {
        operation: "ssh",
        location,
        target: `Job "${job.name}"`,
        mechanisms: { "automated-release": absentAt(location, change.what) },
      },
    ];
  });
}

/** Where a command begins within its script. */
function placesIn(file: string, text: string): Places {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return (range, head) => {
    const wanted = withoutExpressions(head);
    for (let line = range.line; line <= range.endLine; line += 1) {
      const source = lines[line - 1] ?? "";
      const at = withoutExpressions(source).indexOf(wanted);
      if (at >= 0 && wanted !== "")
        return { file, line, column: at + 1, endLine: line, endColumn: at + 1 + head.length };
    }
    return { file, ...range };
  };
}
