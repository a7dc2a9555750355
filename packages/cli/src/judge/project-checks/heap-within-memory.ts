import {
  createFinding,
  NOT_APPLICABLE,
  type Declared,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import type { ProjectCheck } from "../project-check.js";
import { declaredAs } from "./run-by.js";

/** Node must collect its garbage before the kernel kills it. Anchored where the heap's size is set. */
export const heapWithinMemory: ProjectCheck = {
  id: "heap-within-memory",
  criterion: "resource-limits",
  preset: "recommended",
  docs: {
    looksAt:
      "`--max-old-space-size` on a container's command line or in its `NODE_OPTIONS`, and the container's memory limit.",
    reports: "A heap that may grow to the whole memory limit or beyond it.",
    silent: "Either of the two is not in the manifest.",
  },
  judge({ sites }) {
    const sized = sites.filter((site) => declaredAs(site, "heap-limit").length > 0);
    if (sized.length === 0) return NOT_APPLICABLE;
    return { state: "judged", findings: sized.flatMap(judgeWorkload), good: [] };
  },
};

function judgeWorkload(workload: FaultSite): readonly Finding[] {
  const limits = declaredAs(workload, "memory-limit");
  return declaredAs(workload, "heap-limit").flatMap((heap) => {
    const limit = limits.find(({ part }) => part === heap.part);
    return limit && Number(heap.value) >= Number(limit.value)
      ? [tooLarge(workload, heap, limit)]
      : [];
  });
}

function tooLarge(workload: FaultSite, heap: Declared, limit: Declared): Finding {
  const { file } = workload.location;
  return createFinding({
    check: "heap-within-memory",
    criterion: "resource-limits",
    origin: "project",
    location: { file, ...heap.at },
    related: [{ file, ...limit.at }],
    message: `Node may fill ${mebibytes(heap)} of heap in a container that is killed at ${mebibytes(limit)}. Under load it is killed with all its requests, instead of collecting garbage.`,
    suggestion: `Set \`--max-old-space-size=${String(Math.floor((Number(limit.value) / MEBIBYTE) * 0.75))}\`, three quarters of the limit, so that buffers and stacks fit beside it.`,
    subject: `${workload.id}:${heap.part ?? ""}`,
  });
}

const MEBIBYTE = 1024 * 1024;

function mebibytes({ value }: Declared): string {
  return `${String(Math.round(Number(value) / MEBIBYTE))} MiB`;
}
