import { readEntries } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import { textOf, under } from "./github-actions.js";
import type { Job, Pipeline, Step } from "./pipeline.js";

/** A pipeline of GitLab CI; undefined for a document that is none. */
export function toGitlabPipeline(root: YamlNode): Pipeline | undefined {
  if (root.type !== "mapping") return undefined;
  const jobs = readEntries(root).entries.flatMap(({ key, value }) => toJob(key, value));
  return jobs.length > 0 ? { jobs, isForProposals: false } : undefined;
}

function toJob(name: string, node: YamlNode): Job[] {
  if (node.type !== "mapping" || name.startsWith(".")) return [];
  const steps = ["before_script", "script", "after_script"].flatMap((key) =>
    stepsOf(under(node, key)),
  );
  const environment = under(node, "environment");
  const place = environment?.type === "mapping" ? under(environment, "name") : environment;
  const isElsewhere = ["extends", "trigger", "include"].some(
    (key) => under(node, key) !== undefined,
  );
  return steps.length === 0 && !isElsewhere
    ? []
    : [{ name, steps, environment: textOf(place), isElsewhere }];
}

function stepsOf(node: YamlNode | undefined): Step[] {
  if (!node) return [];
  return (node.type === "sequence" ? node.items : [node]).flatMap((item) => {
    const script = textOf(item);
    return script === undefined ? [] : [{ action: undefined, script, location: item.range }];
  });
}
