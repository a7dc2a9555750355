import type { Project } from "../project-check.js";
import { requireArtifact, type Artifact } from "./artifact.js";
import { documentsIn, textsIn } from "./yaml-file.js";

const PIPELINE =
  /^\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|cloudbuild|\.drone|\.travis|\.woodpecker|buildspec)[^/]*\.ya?ml$|^\.(?:circleci|buildkite|azure|gitlab|tekton|woodpecker)\/.+\.ya?ml$|(?:^|\/)Jenkinsfile[^/]*$/i;

/** Platforms that build and deploy what is pushed, as their file in the repository says. */
const PLATFORM =
  /^(?:vercel\.json|fly\.toml|render\.ya?ml|railway\.(?:json|toml)|netlify\.toml|app\.json|app\.ya?ml|Procfile|heroku\.yml|appspec\.yml|wrangler\.(?:toml|jsonc?)|zeabur\.json|captain-definition|\.do\/.+|\.platform\.app\.yaml|amplify\.yml|apprunner\.yaml|\.ebextensions\/.+|nixpacks\.toml)$/i;
const GITOPS = /apiVersion:\s*(?:argoproj\.io|[a-z]+\.toolkit\.fluxcd\.io)\//;

const DEPLOYS =
  /\bkubectl\b.*\b(?:apply|set\s+image|rollout|replace|patch)\b|\bhelm(?:file)?\s+(?:upgrade|install|apply|sync)\b|\b(?:terraform|tofu|terragrunt)\b.*\bapply\b|\bpulumi\s+up\b|\b(?:serverless|sls|sst|cdk|cdktf|sam|wrangler|netlify|vercel|firebase|flyctl|fly|eb|copilot|kamal|dokku|skaffold)\s+(?:\S+\s+)?(?:deploy|run|publish)\b|\bvercel\b.*--prod|\brailway\s+up\b|\bheroku\b.*\b(?:release|push)|\bgcloud\b.*\bdeploy\b|\baws\b.*\b(?:update-service|update-function-code|create-deployment|cloudformation\s+deploy)\b|\baz\b.*\b(?:webapp|containerapp|functionapp|aks)\b|\b(?:ansible-playbook|argocd\s+app|caprover\s+deploy|cap\s+production|pm2\s+deploy)\b|\b(?:ssh|rsync|scp)\s+\S*[@-]|(?:^|[/-])(?:deploy|ssh-action|flyctl-actions|ecs-deploy|ssh-deploy)[\w/-]*@/im;
const PUBLISHES =
  /\bdocker\b.*\bpush\b|\bbuildx\b.*--push|docker\/build-push-action@|docker\/bake-action@|kaniko|\bjib\b|\bbuildah\b.*\bpush\b|\bpodman\b.*\bpush\b|\bpack\s+build\b.*--publish|\bdepot\/build-push-action@/im;
const ROLLS_BACK =
  /--atomic\b|--rollback-on-failure|rollout\s+undo|\brollback\b|--cleanup-on-fail|circuit-?breaker/i;
/** It may deploy through a script of its own, or a pipeline that is kept elsewhere. */
const MAYBE = /deploy|release|publish|ship\b|rollout|\.ya?ml@|promote|image/i;

/** What a person does by hand goes wrong on the day it must not. */
export const deployPipelinePresent = requireArtifact({
  id: "deploy-pipeline-present",
  criterion: "deploy-automated",
  preset: "strict",
  docs: {
    looksAt:
      "Pipelines of GitHub, GitLab, CircleCI, Azure, Bitbucket, Jenkins and others: does a step deploy, or publish an image? Platforms that deploy what is pushed, and GitOps.",
    reports: "A repository with services whose pipelines only build and test, or that has none.",
    silent:
      "A pipeline speaks of releases or deployments, or calls one that is kept elsewhere, or a platform's file says that it deploys.",
  },
  find: findPipeline,
  message:
    "No pipeline in this repository deploys the service or publishes its image. Each release is made by hand: steps are forgotten, and what runs can't be traced to a commit or put back.",
  suggestion:
    "Add a workflow that builds the image from a commit, deploys it, waits for the rollout and rolls back when it fails.",
});

function findPipeline(project: Project): Artifact {
  const pipelines = project.files
    .filter((file) => PIPELINE.test(file))
    .map((file) => ({ file, steps: stepsOf(file, project.textOf(file)) }));
  const deploying = pipelines.filter(({ steps }) => DEPLOYS.test(steps));
  const publishing = pipelines.filter(({ steps }) => PUBLISHES.test(steps));
  const [first] = deploying;
  if (first) {
    const back = deploying.some(({ steps }) => ROLLS_BACK.test(steps)) ? ", and rolls back" : "";
    return found(`A pipeline deploys the service${back}: ${first.file}`, deploying);
  }
  if (publishing[0])
    return found(`A pipeline publishes the service's image: ${publishing[0].file}`, publishing);
  const isOpen =
    pipelines.some(({ steps, file }) => MAYBE.test(steps) || MAYBE.test(file)) ||
    project.files.some((file) => PLATFORM.test(file)) ||
    project.configures(GITOPS);
  return { state: isOpen ? "unknown" : "absent" };
}

function found(message: string, pipelines: readonly { readonly file: string }[]): Artifact {
  return { state: "present", message, files: pipelines.map(({ file }) => file) };
}

/** What a pipeline runs and uses, a line each; a file that can't be read as YAML is taken as it stands. */
function stepsOf(file: string, text: string): string {
  if (!/\.ya?ml$/.test(file)) return text;
  const documents = documentsIn(text);
  return documents.length > 0 ? documents.flatMap(textsIn).join("\n") : text;
}
