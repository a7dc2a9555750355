import { basename, dirname, extname } from "node:path";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { packageBehind } from "../modules/package-behind.js";
import { filesMentioning } from "../../project/package-text.js";
import type { Node } from "../source.js";
import type { Exit } from "../trail/trail.js";

const SUBSCRIBES = /^(?:on|once|addListener|prependListener|addEventListener)$/;

/** A file that listens for errors of something. */
const LISTENS = /\.(?:on|once|addListener|prependListener|addEventListener)\(\s*["'`]error["'`]/;

/**
 * True where a file other than the one that made an emitter may attach an `error` listener to it:
 * it can get at the emitter by the exit, and listens to something that is not provably another.
 */
export function isHeardElsewhere(exit: Exit, library: string): boolean {
  const { path } = exit.facts.source;
  if (path === undefined) return true;
  const importing = importOf(path);
  for (const [file, text] of filesMentioning(path, LISTENS)) {
    if (file === path) continue;
    const imports = importing.test(text);
    if (!imports && !names(exit, text)) continue;
    const facts = exit.facts.project.fileAt(file);
    const how = { imports, library };
    const isHeard = facts
      ? heardIn(facts).some((heard) => mayBe(facts, heard, exit, how))
      : imports || isWritten(exit, text);
    if (isHeard) return true;
  }
  return false;
}

/** An import of the file, by the end of its path. */
function importOf(path: string): RegExp {
  const stem = basename(path, extname(path));
  const name = stem === "index" ? basename(dirname(path)) : stem;
  return new RegExp(String.raw`["'][^"'\n]*\b${escaped(name)}(?:/index)?(?:\.\w+)?["']`);
}

/** Whether a file has the name by which it would reach the emitter. */
function names({ kind, name }: Exit, text: string): boolean {
  if (kind === "export" && name === "default") return false;
  return text.includes(kind === "result" ? `${name}(` : name);
}

/** What `error` listeners are attached to in a file. */
function heardIn(facts: FileFacts): readonly TSESTree.Expression[] {
  return facts.nodes.calls.flatMap(({ callee, arguments: [event] }) => {
    if (callee.type !== "MemberExpression" || !event) return [];
    const isListening = SUBSCRIBES.test(staticName(callee) ?? "");
    const isError = isListening && constantOf(facts.bindings, event)?.value === "error";
    return isError ? [callee.object] : [];
  });
}

/** Whether what is listened to may be what went out by the exit. */
function mayBe(
  facts: FileFacts,
  heard: Node,
  exit: Exit,
  how: { readonly imports: boolean; readonly library: string },
): boolean {
  const origin = facts.bindings.origin(heard);
  // What this very file makes is another.
  if (origin?.module === how.library && origin.creation) return false;
  const target = packageBehind(facts, origin);
  if (target && target.module !== GLOBAL) return target.module === how.library;
  return how.imports || isNamed(facts, unwrap(heard), exit);
}

/** The same by the text alone, for a file that does not parse. */
function isWritten({ kind, name }: Exit, text: string): boolean {
  const access =
    kind === "result" ? String.raw`\b${escaped(name)}\(` : String.raw`\.${escaped(name)}\b`;
  return new RegExp(String.raw`${access}[^\n;]*\.(?:on|once)\(\s*["']error`).test(text);
}

/** True for `cache.client`, `{ client }` taken from something, and `client` that got `cache.client` or `getClient()`. */
function isNamed(facts: FileFacts, heard: Node, { kind, name }: Exit): boolean {
  const field = name.replace(/^#/, "");
  const source = sourceOf(facts, heard);
  if (source === "taken apart") return heard.type === "Identifier" && heard.name === field;
  const text = source ? facts.textOf(source) : "";
  if (kind === "result") return text.includes(`${field}(`);
  return new RegExp(String.raw`(?:^|[.\s])${escaped(field)}[?!]?$`).test(text);
}

/** Where a listened-to expression comes from: itself, or what its variable or parameter was given. */
function sourceOf(facts: FileFacts, heard: Node): Node | "taken apart" | undefined {
  const variable = facts.bindings.variables.of(heard);
  const definition = variable?.defs[0];
  if (!definition) return heard;
  if (definition.type === DefinitionType.ImportBinding) return "taken apart";
  if (definition.node.type === "VariableDeclarator")
    return definition.node.id === definition.name ? (definition.node.init ?? heard) : "taken apart";
  if (definition.type !== DefinitionType.Parameter) return heard;
  // `getClient().then((client) => …)` has what it is given in the same expression.
  const { parent } = definition.node;
  return parent.type === "CallExpression" ? parent.callee : undefined;
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
