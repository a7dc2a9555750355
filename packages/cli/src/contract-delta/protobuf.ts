import { reasonOf } from "../errors.js";
import { isOwnContract, NO_DELTA, type ContractLanguageReader } from "./contract-language.js";
import { ProtoComparison } from "./compare-proto.js";
import { readProto, type ProtoFile } from "./proto-file.js";
import type { Tree } from "./tree.js";

/** Protocol buffers: what the bytes on the wire, and the calls, promise to the other side. */
export const protobuf: ContractLanguageReader = {
  reads: (file) => file.endsWith(".proto") && isOwnContract(file),
  async compare({ base, head, changed }) {
    const files = changed.filter((file) => protobuf.reads(file));
    if (files.length === 0) return NO_DELTA;
    const bases = await readAll(base, files);
    const heads = await readAll(head, files);
    const problems = [...bases.problems, ...heads.problems];
    const unknown = new Set(problems.map(({ file }) => file));
    const comparison = new ProtoComparison(bases.files, heads.files, heads.problems.length === 0);
    return {
      contracts: [
        ...files
          .filter((file) => !unknown.has(file))
          .map((file) => ({ language: "protobuf", file, state: "compared", detail: "" }) as const),
        ...[...unknown].map((file) => {
          const detail = problems.find((problem) => problem.file === file)?.detail ?? "";
          return { language: "protobuf", file, state: "unknown", detail } as const;
        }),
      ],
      changes: comparison.compare(),
    };
  },
};

interface Problem {
  readonly file: string;
  readonly detail: string;
}

async function readAll(tree: Tree, files: readonly string[]) {
  const read: ProtoFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const text = tree.read(file);
    if (text === undefined) continue;
    try {
      read.push(await readProto(file, text));
    } catch (error) {
      problems.push({ file, detail: `does not parse: ${reasonOf(error)}` });
    }
  }
  return { files: read, problems };
}
