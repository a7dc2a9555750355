import { absentAt, present, unknown, type Fact, type SourceRange } from "@faultline/contract";
import type { Job, Step } from "./pipeline.js";
import { commandsOf, type ShellCommand } from "./shell-commands.js";

/** A command that replaces a running version, and what its tool offers against a bad one. */
export interface Release {
  readonly tool: "kubectl" | "helm";
  readonly command: ShellCommand;
  readonly step: Step;
}

/** The first command of each tool by which the job rolls out a version of the project's own. */
export function releasesOf(job: Job): Release[] {
  const all = job.steps.flatMap((step) =>
    commandsOf(step.script).flatMap((command): Release[] => {
      if (command.words.some((word) => word.startsWith("--dry-run"))) return [];
      if (isHelmRelease(command)) return [{ tool: "helm", command, step }];
      return isKubectlRelease(command) ? [{ tool: "kubectl", command, step }] : [];
    }),
  );
  return (["helm", "kubectl"] as const).flatMap(
    (tool) => all.find((release) => release.tool === tool) ?? [],
  );
}

function isHelmRelease({ words }: ShellCommand): boolean {
  if (words[0] !== "helm" || !words.includes("upgrade")) return false;
  const chart = positionals(words)[3] ?? "";
  const setsVersion = words.some((word) => /(?:image|tag|version)[\w.]*=/i.test(word));
  // What others publish is installed once; a chart of the repository, or a tag that is handed in, is a release.
  return setsVersion || /^\.{0,2}\/|^(?:charts?|helm|deploy(?:ment)?s?|k8s|infra)\b/.test(chart);
}

const WITH_VALUE =
  /^(?:-n|-f|--namespace|--values|--set(?:-string|-file|-json)?|--version|--timeout|--kube-context|--kubeconfig|--history-max|--post-renderer|--context|--repo|--description)$/;

function positionals(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, index) => !word.startsWith("-") && !WITH_VALUE.test(words[index - 1] ?? ""),
  );
}

const NO_WORKLOAD =
  /namespace|\bns\b|secret|config-?map|rbac|crds?\b|ingress|issuer|cert|account|role|polic|jobs?\b|storage|pvc|volume|quota|monitor|prometheus|grafana/i;

function isKubectlRelease({ words }: ShellCommand): boolean {
  if (words[0] !== "kubectl") return false;
  const verbs = positionals(words);
  if (verbs[1] === "set" && verbs[2] === "image") return true;
  if (verbs[1] !== "apply") return false;
  const path = words.find((_word, index) =>
    /^(?:-f|-k|--filename|--kustomize)$/.test(words[index - 1] ?? ""),
  );
  return path !== undefined && path !== "-" && !path.includes("://") && !NO_WORKLOAD.test(path);
}

/** Whether something looks after the release once it is sent off. `after` is what the pipeline does besides. */
export function rollbackFact(
  release: Release,
  pipeline: readonly Job[],
  location: SourceRange,
): Fact {
  const steps = pipeline.flatMap((job) => job.steps);
  const text = steps.map(({ script, action }) => `${action ?? ""}\n${script}`).join("\n");
  if (
    /\brollout undo\b|\bhelm (?:\S+ )*rollback\b|\b(?:helmfile|argocd|argo|kubectl-argo-rollouts|flagger)\b/.test(
      text,
    )
  )
    return present("the pipeline can go back to the version before");
  return release.tool === "helm"
    ? helmFact(release.command, text, location)
    : kubectlFact(release, steps, location);
}

function helmFact({ words }: ShellCommand, text: string, location: SourceRange): Fact {
  if (words.some((word) => /^--(?:atomic|rollback-on-failure)\b(?!=false)/.test(word)))
    return present("helm goes back by itself");
  if (/roll-?back/i.test(text)) return unknown("another step may go back");
  // An argument that is filled in elsewhere may hold the option.
  if (
    positionals(words).slice(1).length > 3 ||
    words.some((word) => /^\$\w*(?:ARG|OPT|FLAG|EXTRA)/i.test(word))
  )
    return unknown("another place fills in its options");
  const waits = words.some((word) => /^--wait\b/.test(word));
  return absentAt(
    location,
    waits
      ? "helm upgrade waits for it with --wait, and then leaves the failed release where it is"
      : "helm upgrade neither waits for it nor goes back",
    "--rollback-on-failure (--atomic before Helm 4)",
  );
}

function kubectlFact(
  { command, step }: Release,
  steps: readonly Step[],
  location: SourceRange,
): Fact {
  const looks = steps.some(({ script }) =>
    /\brollout status\b|\bkubectl (?:\S+ )*wait\b|\bget pods?\b/.test(script),
  );
  if (looks) return present("the pipeline waits for the new version");
  const later = [step, ...steps.slice(steps.indexOf(step) + 1)];
  if (later.some(isOpaque)) return unknown("a script or action may look after it");
  const what = command.words.includes("set") ? "kubectl set image" : "kubectl apply";
  return absentAt(
    location,
    `${what} returns as soon as the cluster has taken it in, and nothing waits for it or goes back`,
    "kubectl rollout status, and kubectl rollout undo where it fails",
  );
}

/** What it does stands in a file that is not read. */
function isOpaque({ action, script }: Step): boolean {
  if (action?.startsWith("./") === true) return true;
  if (action !== undefined && /deploy|rollout|k8s|kube|health|smoke|curl/i.test(action))
    return true;
  return commandsOf(script).some(
    ({ words: [first = "", second = ""] }) =>
      /^(?:\.{1,2}\/|[\w./-]+\.(?:sh|py|js|ts|mjs)$)/.test(first) ||
      (/^(?:bash|sh|zsh|python3?|node|source|\.)$/.test(first) &&
        second !== "" &&
        !second.startsWith("-")) ||
      /^(?:make|npm|yarn|pnpm|npx|just|task|rake|curl|wget)$/.test(first),
  );
}
