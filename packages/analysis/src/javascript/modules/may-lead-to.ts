import { PerRoundOf } from "../../project/round.js";
import { GLOBAL, LOCAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import type { ProjectIndex } from "../project-index.js";
import type { Node } from "../source.js";
import type { SourceText } from "../source-text.js";
import { declaringFiles } from "./declaring-files.js";

/** What tells in the text of a file that something of a kind may be in it. */
export class Trace {
  readonly #isIn: (text: SourceText, project: ProjectIndex) => boolean;
  readonly #near = new PerRoundOf<ProjectIndex, boolean>();

  constructor(isIn: (text: SourceText, project: ProjectIndex) => boolean) {
    this.#isIn = isIn;
  }

  /** True where it is in a file, or in one that this file takes names from. */
  isNear(project: ProjectIndex, path: string, text: SourceText): boolean {
    return this.#near.get(
      project,
      path,
      () => this.#isIn(text, project) || this.#isTaken(project, path, text),
    );
  }

  #isTaken(project: ProjectIndex, path: string, text: SourceText): boolean {
    return text.imports.some(({ specifier: module, names = ["default"] }) =>
      names.some((name) =>
        declaringFiles(project, path, { module, path: name }).some((file) => {
          const inner = project.textAt(file);
          return inner !== undefined && this.#isIn(inner, project);
        }),
      ),
    );
  }
}

/**
 * False where texts show that a function of the project comes to nothing of a kind: there is no trace
 * near its declaration. Asked of every call, before the files are parsed to follow it.
 */
export function mayLeadTo(facts: FileFacts, callee: Node, trace: Trace): boolean {
  const { project, source } = facts;
  const origin = facts.bindings.origin(callee);
  if (source.path === undefined || origin?.module === GLOBAL) return true;
  if (!origin || origin.module === LOCAL) return trace.isNear(project, source.path, facts.text);
  const name = /^(?:new )*([\w$]+)/.exec(origin.path)?.[1] ?? "default";
  const files = declaringFiles(project, source.path, { module: origin.module, path: name });
  return files.some((file) => {
    const text = project.textAt(file);
    return text !== undefined && (trace.isNear(project, file, text) || text.openTypes.has(name));
  });
}
