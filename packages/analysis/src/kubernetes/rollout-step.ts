import { readText } from "../yaml/read-path.js";
import type { Workload } from "./workload.js";

/** `maxSurge` or `maxUnavailable`: a number of pods, or a share of them. */
export interface RolloutStep {
  readonly text: string;
  /** How many of `replicas` pods it stands for. */
  readonly of: (replicas: number) => number;
}

/** Reads a step as Kubernetes does: a share of pods is rounded up for surge, down for unavailable. */
export function readStep(
  { node }: Workload,
  name: "maxSurge" | "maxUnavailable",
): RolloutStep | undefined {
  const found = readText(node, "spec", "strategy", "rollingUpdate", name);
  const text = found.state === "absent" ? "25%" : found.state === "present" ? found.value : "";
  const [, digits, percent] = /^(\d+)(%?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  const round = name === "maxSurge" ? Math.ceil : Math.floor;
  return {
    text,
    of: percent === "%" ? (replicas) => round((replicas * amount) / 100) : () => amount,
  };
}
