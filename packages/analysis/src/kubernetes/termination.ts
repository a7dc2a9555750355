import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { parseContainerImage } from "../container-image.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import { withoutProxies } from "./classify.js";
import type { Container, Workload } from "./workload.js";

/** What Kubernetes grants where the pod says nothing. */
const DEFAULT_GRACE_S = 30;

/**
 * Whether a pod that is told to stop has time left to finish its work. The grace period begins with the `preStop` hook;
 * SIGTERM comes when that is over.
 */
export function gracePeriodFact(workload: Workload): Fact {
  const { containers, template } = workload;
  if (containers.state !== "present" || template.state !== "present")
    return unknown(containers.state === "unknown" ? containers.reason : "the pods can't be read");
  const found = readPath(template.value, "spec", "terminationGracePeriodSeconds");
  if (found.state === "unknown") return unknown(found.reason);
  const text =
    found.state === "present" && found.value.type === "scalar"
      ? found.value.value
      : DEFAULT_GRACE_S;
  const grace = Number(text);
  if (found.state === "present" && grace === 0)
    return absentAt(
      found.value.range,
      "terminationGracePeriodSeconds 0 kills its processes at once, without a SIGTERM",
      "Leave it out, which grants 30 seconds",
    );
  for (const container of withoutProxies(containers.value)) {
    const sleep = sleepOf(container);
    if (sleep && sleep.seconds >= grace) {
      const granted = found.state === "present" ? String(grace) : `the default of ${String(grace)}`;
      return absentAt(
        sleep.node.range,
        `the preStop hook of container "${container.name}" waits ${String(sleep.seconds)} seconds, and the grace period, which runs meanwhile, is ${granted}, so that SIGKILL follows SIGTERM within moments`,
        `Set terminationGracePeriodSeconds to the ${String(sleep.seconds)} seconds of the hook and the time that the work in hand takes`,
      );
    }
  }
  return present(`has ${String(grace)} seconds to stop`);
}

/** How long the hook does nothing but wait, where that is all one can read of it. */
export function sleepOf({
  node,
}: Container): { readonly seconds: number; readonly node: YamlNode } | undefined {
  const built = readPath(node, "lifecycle", "preStop", "sleep", "seconds");
  if (built.state === "present" && built.value.type === "scalar")
    return { seconds: Number(built.value.value), node: built.value };
  const command = readItems(node, "lifecycle", "preStop", "exec", "command");
  if (command.state !== "present") return undefined;
  const words = command.value.map(wordOf);
  const isShell = SHELL.test(words[0] ?? "");
  const script = isShell
    ? (words.find((word, index) => index > 0 && !word.startsWith("-")) ?? "")
    : words.join(" ");
  const [, amount, unit = "s"] =
    /(?:^|[;&|]\s*)\s*(?:exec\s+)?(?:\/(?:usr\/)?bin\/)?sleep\s+(\d+(?:\.\d+)?)([smh])?(?=\s*(?:$|[;&|]))/m.exec(
      script,
    ) ?? [];
  const last = command.value.at(-1);
  if (amount === undefined || !last) return undefined;
  return { seconds: Number(amount) * (SECONDS_OF[unit] ?? 1), node: last };
}

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const SHELL = /^(?:.*\/)?(?:sh|bash|ash|dash)$/;

/** Whether the `preStop` hook can run at all; undefined where there is none. */
export function stopHookFact({ containers }: Workload): Fact | undefined {
  if (containers.state !== "present") return undefined;
  const facts = containers.value.flatMap((container) => hookFact(container) ?? []);
  return facts.find(({ state }) => state === "absent") ?? facts[0];
}

function hookFact(container: Container): Fact | undefined {
  const { node, name } = container;
  const hook = readPath(node, "lifecycle", "preStop");
  if (hook.state !== "present") return undefined;
  const socket = readPath(hook.value, "tcpSocket");
  if (socket.state === "present" && readPath(hook.value, "exec").state === "absent")
    return absentAt(
      socket.value.range,
      `the preStop hook of container "${name}" is a tcpSocket, which Kubernetes accepts and never runs`,
      "Use sleep, exec or httpGet",
    );
  const command = readItems(hook.value, "exec", "command");
  const [first] = command.state === "present" ? command.value : [];
  if (command.state !== "present" || !first) return present("a hook runs first");
  const program = wordOf(first);
  if (command.value.length === 1 && /^\S+\s+\S/.test(program))
    return absentAt(
      first.range,
      `the preStop hook of container "${name}" looks for a program called "${program.slice(0, 60)}", because no shell splits its command`,
      "Write each word as an item of its own, or run it with [sh, -c, …]",
    );
  if (SHELL.test(program) && isShellless(node))
    return absentAt(
      first.range,
      `the preStop hook of container "${name}" needs a shell, and its distroless image has none`,
      "Use the hook `sleep: { seconds: … }`, which needs no program",
    );
  return present("a hook runs first");
}

/** Distroless images have no shell but in their `debug` variants. */
function isShellless(container: YamlNode): boolean {
  const text = readText(container, "image");
  const image = text.state === "present" ? parseContainerImage(text.value) : undefined;
  if (!image) return false;
  return (
    image.registry === "gcr.io" &&
    image.repository.startsWith("distroless/") &&
    !(image.tag ?? "").includes("debug")
  );
}

function wordOf(node: YamlNode): string {
  return node.type === "scalar" ? String(node.value) : "";
}
