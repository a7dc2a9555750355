import { readFileSync, statSync } from "node:fs";
import { noteProvider } from "../project/noted-inputs.js";
import { currentRound, forgetAnswers } from "../project/round.js";
import type { Passed } from "./bindings/passed.js";
import { FileFacts } from "./file-facts.js";
import type { OwnCode } from "./own-code/own-code.js";
import { parseFollowed } from "./parse.js";
import type { Origin } from "./bindings/origin.js";
import type {
  ConfigurationPlaces,
  EntryPoint,
  Handler,
  HandOver,
  SiteDraft,
  Wrapping,
} from "./recogniser.js";
import type { Call, Invocation, JavaScriptSource } from "./source.js";
import type { GatheredNodes } from "./gathered-nodes.js";
import { SourceText } from "./source-text.js";

/** What the libraries of one configuration say of calls. */
export interface CallKnowledge {
  /** True for a module whose meaning is known, which is never looked for in the project. */
  knows(module: string): boolean;
  /** The site that a call is, read on behalf of a call of the function around it where one is given. */
  recognise(facts: FileFacts, call: Invocation, passed?: Passed): SiteDraft | undefined;
  /** True for a call that gives a promise, which rejects when the world fails. */
  givesPromise(facts: FileFacts, call: Invocation): boolean;
  /** The functions that a call is handed by a library that drops the promises they return. */
  handlersOf(facts: FileFacts, call: Call): readonly Handler[];
  /** What becomes of the work that a call is handed, where a library says. */
  wrappingOf(facts: FileFacts, call: Call): Wrapping | undefined;
  /** True for a call by which a library tells operators of a failure. */
  reportsFailure(facts: FileFacts, call: Call): boolean;
  /** True for a call by which a library closes a server, in limited time. */
  closesServer(facts: FileFacts, call: Call): boolean;
  /** Where a call takes what differs between environments, where its libraries say. */
  configurationOf(facts: FileFacts, call: Call): readonly ConfigurationPlaces[];
  /** What runs the functions that are handed over to something of a package. */
  entryPoint(origin: Origin, by: HandOver): EntryPoint | undefined;
  /** What runs a function because of its name and the file that exports it. */
  exportedEntryPoint(facts: FileFacts, name: string): EntryPoint | undefined;
  /** True for a file that some framework finds by its path. */
  isFoundByPath(path: string): boolean;
}

interface Entry {
  readonly stamp: string;
  readonly text: SourceText;
  /** Undefined for a file that does not parse. */
  facts: FileFacts | "not parsed yet" | undefined;
  /** The round in which this entry was last compared with the disk. */
  checkedFor: number;
}

/** Files larger than this are bundles or data; nothing worth following is declared there. */
const LARGEST_BYTES = 512 * 1024;

/** How much source text may be kept parsed, whatever the size of the project. */
const MOST_KEPT = 6 * 1024 * 1024;

/** How much is left once there was too much; older files are parsed again when they are asked for. */
const KEPT = MOST_KEPT / 2;

/**
 * The other files of a project, read when a question leads to them and kept while they stay as they
 * are on disk: each is compared by time and size once for every round, and a pause ends a round.
 */
export class ProjectIndex {
  readonly calls: CallKnowledge;
  /** What the project's settings say of its own code. */
  readonly own: OwnCode | undefined;
  readonly #entries = new Map<string, Entry>();
  #keptBytes = 0;
  #analysis = 0;

  constructor(calls: CallKnowledge, own?: OwnCode) {
    this.calls = calls;
    this.own = own;
  }

  /** Which round this is; what is known of other files holds for one. */
  get round(): number {
    return currentRound();
  }

  /** Which analysis this is, for answers that depend on what was asked before in it. */
  get analysis(): number {
    return this.#analysis;
  }

  /** True for a module that some library file knows. */
  isLibrary(module: string): boolean {
    return this.calls.knows(module);
  }

  /** Begins the analysis of a file. */
  open(source: JavaScriptSource, nodes?: GatheredNodes): FileFacts {
    this.#analysis++;
    if (this.#keptBytes > MOST_KEPT) this.#forget();
    return new FileFacts(source, this, nodes && { nodes });
  }

  /** The file at a path; undefined when it is not there, does not parse, or is too large. */
  fileAt(path: string): FileFacts | undefined {
    const entry = this.#entryAt(path);
    if (entry?.facts !== "not parsed yet") return entry?.facts;
    entry.facts = this.#parsed(path, entry.text);
    this.#keptBytes += weightOf(entry);
    return entry.facts;
  }

  /** The text of the file at a path; undefined when it is not there, or is too large. */
  textAt(path: string): SourceText | undefined {
    return this.#entryAt(path)?.text;
  }

  #entryAt(path: string): Entry | undefined {
    const known = this.#entries.get(path);
    const { round } = this;
    if (known?.checkedFor === round) return known;
    noteProvider(path);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat || stat.size > LARGEST_BYTES) return undefined;
    const stamp = `${String(stat.mtimeMs)}:${String(stat.size)}`;
    this.#entries.delete(path);
    const entry = known?.stamp === stamp ? known : unread(stamp, readFileSync(path, "utf8"));
    entry.checkedFor = round;
    if (known && known !== entry) this.#keptBytes -= weightOf(known);
    // Set again, so that the map's order is the order of use.
    this.#entries.set(path, entry);
    return entry;
  }

  #parsed(path: string, text: SourceText): FileFacts | undefined {
    const source = parseFollowed(path, text.text);
    return source && new FileFacts(source, this, { text });
  }

  /** Drops the files that were looked at longest ago; what is known of the others may lean on them, so a round begins. */
  #forget(): void {
    forgetAnswers();
    for (const [path, entry] of this.#entries) {
      if (this.#keptBytes <= KEPT) return;
      this.#entries.delete(path);
      this.#keptBytes -= weightOf(entry);
    }
  }
}

function unread(stamp: string, text: string): Entry {
  return { stamp, text: new SourceText(text), facts: "not parsed yet", checkedFor: 0 };
}

/** What an entry takes of what is kept; a text alone is little beside a syntax tree. */
function weightOf({ text, facts }: Entry): number {
  return facts === "not parsed yet" ? 0 : text.text.length;
}
