import type { TSESTree } from "@typescript-eslint/types";
import { Bindings } from "./bindings/resolve-origin.js";
import { staticName } from "./bindings/static-name.js";
import { packageFacts, type PackageFacts } from "../project/package-facts.js";
import { packageMentions } from "../project/package-text.js";
import type { SiteDraft } from "./recogniser.js";
import type { Call, JavaScriptSource, Node } from "./source.js";

/** The nodes of one file that recognisers look at, gathered in one traversal. */
export interface GatheredNodes {
  readonly calls: Call[];
  readonly catches: TSESTree.CatchClause[];
  readonly loops: (TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement)[];
  readonly conditions: TSESTree.IfStatement[];
}

/** What recognisers may ask about the file around a node. */
export class FileFacts {
  readonly source: JavaScriptSource;
  readonly nodes: GatheredNodes;
  readonly bindings: Bindings;
  /** Sites of calls that were recognised so far; complete before syntactic recognisers run. */
  readonly drafts: SiteDraft[] = [];

  readonly #mentioned = new Map<RegExp, boolean>();

  constructor(source: JavaScriptSource, nodes: GatheredNodes) {
    this.source = source;
    this.nodes = nodes;
    this.bindings = new Bindings(source);
  }

  /** What the nearest `package.json` says of the package the file belongs to. */
  get package(): PackageFacts {
    return packageFacts(this.source.path);
  }

  /** True when this file or any other of its package has a match. */
  packageMentions(pattern: RegExp): boolean {
    return this.mentions(pattern) || packageMentions(this.source.path, pattern);
  }

  /** True when the file's text has a match anywhere: evidence for what only has to be possible. */
  mentions(pattern: RegExp): boolean {
    const known = this.#mentioned.get(pattern);
    if (known !== undefined) return known;
    const found = pattern.test(this.source.text);
    this.#mentioned.set(pattern, found);
    return found;
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
