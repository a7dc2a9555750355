import type { SourceRange } from "@faultline/contract";
import { readEntries } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Job, Pipeline, Step } from "./pipeline.js";

/** A workflow of GitHub Actions; undefined for a document that is none. */
export function toGithubPipeline(root: YamlNode): Pipeline | undefined {
  const jobs = under(root, "jobs");
  if (jobs?.type !== "mapping") return undefined;
  return {
    isForProposals: isForProposals(under(root, "on")),
    jobs: readEntries(jobs).entries.map(({ key, value }) => toJob(key, value)),
  };
}

function toJob(name: string, node: YamlNode): Job {
  const steps = under(node, "steps");
  const environment = under(node, "environment");
  const place = environment?.type === "mapping" ? under(environment, "name") : environment;
  return {
    name,
    environment: textOf(place),
    isElsewhere: under(node, "uses") !== undefined,
    steps: steps?.type === "sequence" ? steps.items.flatMap(toStep) : [],
  };
}

function toStep(node: YamlNode): Step[] {
  const run = under(node, "run");
  const script = textOf(run);
  if (run && script !== undefined) return [{ action: undefined, script, location: run.range }];
  const uses = under(node, "uses");
  const action = textOf(uses);
  if (!uses || action === undefined) return [];
  const inputs = under(node, "with");
  const own =
    inputs && ["script", "exec", "command", "run"].map((key) => under(inputs, key)).find(Boolean);
  return [{ action, script: textOf(own) ?? "", location: locationOf(uses, own) }];
}

function locationOf(uses: YamlNode, script: YamlNode | undefined): SourceRange {
  return script?.range ?? uses.range;
}

const OF_PROPOSALS =
  /^(?:pull_request(?:_target|_review(?:_comment)?)?|merge_group|issue_comment)$/;

function isForProposals(on: YamlNode | undefined): boolean {
  if (!on) return false;
  const events =
    on.type === "mapping"
      ? readEntries(on).entries.map(({ key }) => key)
      : (on.type === "sequence" ? on.items : [on]).map((item) => textOf(item) ?? "");
  // Somebody may start a preview by hand too.
  const own = events.filter((event) => event !== "workflow_dispatch");
  return own.length > 0 && own.every((event) => OF_PROPOSALS.test(event));
}

/** The value under a key as it is written: expressions of the pipeline are left in it. */
export function under(node: YamlNode, key: string): YamlNode | undefined {
  return readEntries(node).entries.find((entry) => entry.key === key)?.value;
}

export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === "scalar" && node.value !== null ? String(node.value) : undefined;
}
