import type { Announcement, ContractChange } from "@faultline/contract";
import {
  isOwnContract,
  type ContractLanguageReader,
  type LanguageDelta,
} from "../contract-language.js";
import type { Trees } from "../tree.js";
import { Changes } from "./changes.js";
import { compareOperations } from "./compare-operations.js";
import { operationsOf } from "./operation.js";
import { Specification, valueAt } from "./specification.js";

/** OpenAPI 3.0 and 3.1, and Swagger 2, in YAML or JSON. */
export const openapi: ContractLanguageReader = {
  reads: (file) => /\.(?:ya?ml|json)$/i.test(file) && isOwnContract(file),
  compare(trees) {
    const pairs = pairsOf(trees);
    const known = pairs.map(({ file }) => headOf(trees, file));
    const elsewhere = new Set(
      known.flatMap((one) => (one instanceof Specification ? [...operationsOf(one).keys()] : [])),
    );
    const deltas = pairs.map(({ file, base }, index) =>
      comparePair(trees, { file, base, head: known[index] }, elsewhere),
    );
    return {
      contracts: deltas.flatMap(({ contracts }) => contracts),
      changes: deltas.flatMap(({ changes }) => changes),
    };
  },
};

/** A specification at head, and the file that held it at base. */
interface Pair {
  readonly file: string;
  readonly base: string | undefined;
}

/** What begins a specification; a part of one has no such line. */
const BEGINS = /^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]/m;
/** Names that a specification has where only a part of it was changed. */
const LIKELY = /(?:openapi|swagger|api)[^/]*\.(?:ya?ml|json)$/i;

function pairsOf({ base, head, changed }: Trees): readonly Pair[] {
  const files = changed.filter((file) => openapi.reads(file));
  if (files.length === 0) return [];
  const isSpecification = (text: string | undefined): boolean =>
    text !== undefined && BEGINS.test(text.slice(0, 4000));
  const bases = files.filter((file) => isSpecification(base.read(file)));
  const heads = files.filter((file) => isSpecification(head.read(file)) || bases.includes(file));
  const parts = files.filter((file) => !heads.includes(file) && !bases.includes(file));
  const whole =
    parts.length === 0
      ? []
      : head.files.filter((file) => {
          const text =
            openapi.reads(file) && LIKELY.test(file) && !heads.includes(file)
              ? head.read(file)
              : undefined;
          return isSpecification(text) && /\$ref["']?\s*:\s*["']?[^#"'\s]/.test(text ?? "");
        });
  const gone = bases.filter((file) => head.read(file) === undefined);
  return [...heads, ...whole]
    .filter((file) => !gone.includes(file) || !isMoved(file, gone, heads))
    .map((file) => ({ file, base: base.read(file) === undefined ? movedFrom(file, gone) : file }));
}

/** A specification of the same name that is gone from elsewhere, or the only one that is gone. */
function movedFrom(file: string, gone: readonly string[]): string | undefined {
  const stem = stemOf(file);
  return gone.find((other) => stemOf(other) === stem) ?? (gone.length === 1 ? gone[0] : undefined);
}

function isMoved(file: string, gone: readonly string[], heads: readonly string[]): boolean {
  return heads.some((head) => !gone.includes(head) && movedFrom(head, gone) === file);
}

function stemOf(file: string): string {
  return file
    .replace(/^.*\//, "")
    .replace(/\.\w+$/, "")
    .toLowerCase();
}

function headOf({ head }: Trees, file: string): Specification | string {
  const text = head.read(file);
  return text === undefined
    ? "is gone; what it described may be generated or elsewhere now"
    : Specification.read(head, file, text);
}

function comparePair(
  trees: Trees,
  pair: Pair & { readonly head: Specification | string | undefined },
  elsewhere: ReadonlySet<string>,
): LanguageDelta {
  const { file, base: baseFile, head } = pair;
  const unknown = (detail: string): LanguageDelta => ({
    contracts: [{ language: "openapi", file, state: "unknown", detail }],
    changes: [],
  });
  if (!(head instanceof Specification)) return unknown(head ?? "can't be read");
  const text = baseFile === undefined ? undefined : trees.base.read(baseFile);
  const base =
    baseFile === undefined || text === undefined
      ? undefined
      : Specification.read(trees.base, baseFile, text);
  if (typeof base === "string") return unknown(`${base} (at the base)`);
  return {
    contracts: [{ language: "openapi", file, state: "compared", detail: "" }],
    changes: base ? compare(base, head, elsewhere) : added(head),
  };
}

function compare(
  base: Specification,
  head: Specification,
  elsewhere: ReadonlySet<string>,
): readonly ContractChange[] {
  const changes = new Changes(base, head);
  const versioned = isNewVersion(base, head) ? "versioned" : undefined;
  compareOperations(changes, { versioned, isElsewhere: (key) => elsewhere.has(key) });
  comparePrefix(changes, versioned);
  return changes.all();
}

function added(head: Specification): readonly ContractChange[] {
  const changes = new Changes(head, head);
  for (const { name, node } of operationsOf(head).values())
    changes.add({ effect: "non-breaking", subject: name, change: "was added", at: node });
  return changes.all();
}

/** True where the specification says itself that it is another one: a new major version, or a new minor one below 1. */
function isNewVersion(base: Specification, head: Specification): boolean {
  const [before, after] = [versionOf(base), versionOf(head)];
  if (!before || !after) return versionOfPrefix(base) !== versionOfPrefix(head);
  const isMajor = after.major > before.major;
  const isEarly = before.major === 0 && after.major === 0 && after.minor > before.minor;
  return isMajor || isEarly || versionOfPrefix(base) !== versionOfPrefix(head);
}

function versionOf(specification: Specification): { major: number; minor: number } | undefined {
  const info = specification.child(specification.root, "info");
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(specification.text(info, "version") ?? "");
  return match ? { major: Number(match[1]), minor: Number(match[2] ?? 0) } : undefined;
}

function versionOfPrefix(specification: Specification): string | undefined {
  return /\/(v\d+)(?=\/|$)/.exec(prefixOf(specification) ?? "")?.[1];
}

/** The path that all of its operations begin with: Swagger's base path, or that of the first server. */
function prefixOf(specification: Specification): string | undefined {
  const { root } = specification;
  const own = specification.text(root, "basePath");
  if (own !== undefined) return own.replace(/\/$/, "");
  const [first] = specification.children(specification.child(root, "servers"));
  const url = first && valueAt(first[1].value, "url");
  if (typeof url !== "string" || url.includes("{")) return undefined;
  return url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").replace(/\/$/, "");
}

function comparePrefix(changes: Changes, announcement: Announcement | undefined): void {
  const before = prefixOf(changes.base);
  const after = prefixOf(changes.head);
  if (before === undefined || after === undefined || before === after) return;
  const { head } = changes;
  changes.add({
    effect: "risky",
    subject: "Every operation",
    change: `moved from "${before}" to "${after}"`,
    at: head.child(head.root, "servers") ?? head.root,
    reason: "Clients that call the old address find nothing, unless a proxy leads on.",
    migration: "Answer at both until clients have moved.",
    announcement,
  });
}
