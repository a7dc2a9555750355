import type { TSESTree } from "@typescript-eslint/types";
import { Bindings } from "./bindings/resolve-origin.js";
import { staticName } from "./bindings/static-name.js";
import { gather, type GatheredNodes } from "./gathered-nodes.js";
import { exportsOf, type Exports } from "./modules/exports.js";
import { packageFacts, type PackageFacts } from "../project/package-facts.js";
import { packageMentions } from "../project/package-text.js";
import type { ProjectIndex } from "./project-index.js";
import type { SiteDraft } from "./recogniser.js";
import type { Invocation, JavaScriptSource, Node } from "./source.js";
import { SourceText } from "./source-text.js";

/** The sites of a file as they are in one round: they lean on other files, which may have changed in the next. */
interface Recognised {
  readonly round: number;
  readonly byCall: Map<Invocation, SiteDraft | undefined>;
  all: readonly SiteDraft[] | undefined;
}

/** What may be asked about one file, whether it is analysed itself or another leads to it. */
export class FileFacts {
  readonly source: JavaScriptSource;
  readonly project: ProjectIndex;
  readonly bindings: Bindings;
  readonly text: SourceText;

  #nodes: GatheredNodes | undefined;
  #recognised: Recognised | undefined;
  #exports: Exports | undefined;
  #package: { readonly round: number; readonly facts: PackageFacts } | undefined;

  /** `text` is that of the source, where answers about it are known already. */
  constructor(
    source: JavaScriptSource,
    project: ProjectIndex,
    { nodes, text }: { nodes?: GatheredNodes; text?: SourceText } = {},
  ) {
    this.source = source;
    this.text = text ?? new SourceText(source.text);
    this.project = project;
    this.#nodes = nodes;
    this.bindings = new Bindings(source);
  }

  /** The file's nodes of the kinds that recognisers look at, in source order. */
  get nodes(): GatheredNodes {
    return (this.#nodes ??= gather(this.source.ast));
  }

  get exports(): Exports {
    return (this.#exports ??= exportsOf(this.source.ast));
  }

  /** The sites of the file's calls and templates. */
  get drafts(): readonly SiteDraft[] {
    const { calls, templates } = this.nodes;
    const recognised = this.#recognisedNow();
    recognised.all ??= [...calls, ...templates].flatMap((call) => this.draftOf(call) ?? []);
    return recognised.all;
  }

  /** The site that a call is, where its callee resolves to a function that some library file knows. */
  draftOf(call: Invocation): SiteDraft | undefined {
    const { byCall } = this.#recognisedNow();
    const known = byCall.get(call);
    if (known !== undefined || byCall.has(call)) return known;
    // What comes back to this call on the way finds nothing.
    byCall.set(call, undefined);
    const draft = this.project.calls.recognise(this, call);
    byCall.set(call, draft);
    return draft;
  }

  #recognisedNow(): Recognised {
    const { round } = this.project;
    if (this.#recognised?.round === round) return this.#recognised;
    return (this.#recognised = { round, byCall: new Map(), all: undefined });
  }

  /** What the nearest `package.json` says of the package the file belongs to. */
  get package(): PackageFacts {
    const { round } = this.project;
    if (this.#package?.round !== round)
      this.#package = { round, facts: packageFacts(this.source.path) };
    return this.#package.facts;
  }

  /** True when this file or any other of its package has a match. */
  packageMentions(pattern: RegExp): boolean {
    return this.mentions(pattern) || packageMentions(this.source.path, pattern);
  }

  /** True when the file's text has a match anywhere: evidence for what only has to be possible. */
  mentions(pattern: RegExp): boolean {
    return this.text.mentions(pattern);
  }

  /** The text of a node as it stands in the file. */
  textOf(node: Node): string {
    return this.source.text.slice(node.range[0], node.range[1]);
  }

  /** The calls of a method on the very instance that `creation` made. */
  callsOn(creation: Node, ...methods: readonly string[]): readonly TSESTree.CallExpression[] {
    return this.nodes.calls.filter((call): call is TSESTree.CallExpression => {
      if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
      const name = staticName(call.callee);
      if (name === undefined || !methods.includes(name)) return false;
      return this.bindings.origin(call.callee.object)?.creation === creation;
    });
  }
}
