import type { DeclaredName, Fact, FaultKind, MechanismsOfKind } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { Passed } from "./bindings/passed.js";
import type { Origin } from "./bindings/origin.js";
import type { OptionValue } from "./bindings/read-option.js";
import type { DetailsOfKind } from "./details.js";
import type { FileFacts } from "./file-facts.js";
import type { Call, Node } from "./source.js";

/** What a recogniser states of a place in the code; identity and ranges are added by the collector. */
export type SiteDraft = { readonly [Kind in FaultKind]: DraftOf<Kind> }[FaultKind];

export interface DraftOf<Kind extends FaultKind> {
  readonly kind: Kind;
  readonly library: string;
  readonly operation: string;
  /** Where a finding is placed. */
  readonly node: Node;
  /** The code whose execution exercises the site; the finding's place unless said otherwise. `none` when it is in another file. */
  readonly extent?: Node | "none";
  /** The code whose failure the site deals with. */
  readonly protects?: Node;
  readonly target?: string;
  /** What other files must agree with, and where it stands. */
  readonly declared?: readonly DeclaredDraft[];
  readonly mechanisms: { readonly [Name in MechanismsOfKind[Kind]]?: Fact };
  /** What relations between sites need to know of this one; it does not leave the analysis. */
  readonly details?: DetailsOfKind[Kind];
}

/** A value that a site declares. */
export interface DeclaredDraft {
  readonly name: DeclaredName;
  readonly value: string | number;
  readonly node: Node;
}

/** A use of a library's function that was resolved to its package. */
export interface LibraryUse {
  readonly library: string;
  /** The last name on the way to the function: `get`, `Pool`. */
  readonly operation: string;
  readonly origin: Origin;
  /** The way as the code goes it, before aliases: it tells `tx` of `transaction(0:0)` from the pool. */
  readonly way: string;
  readonly facts: FileFacts;
  /** What the call on whose behalf this one is read passes to the function around it. */
  readonly passed: Passed | undefined;
}

/** A call or construction that was resolved to a library. */
export interface LibraryCall extends LibraryUse {
  readonly node: Call;
  /** The nth argument; undefined when it was not passed or comes from a spread. */
  argument(index: number): Node | undefined;
  /** An option of the nth argument. */
  option(index: number, name: string): OptionValue;
}

/** A template that was resolved to a library's tag. */
export interface LibraryTemplate extends LibraryUse {
  readonly node: TSESTree.TaggedTemplateExpression;
}

export type Recognise = (call: LibraryCall) => SiteDraft | undefined;
export type RecogniseTemplate = (template: LibraryTemplate) => SiteDraft | undefined;

/** What makes a function run: a request, a message or job, the clock, or the start of the process. */
export type EntryPoint = "request" | "consumer" | "timer" | "start-up";

/** How a function is handed to a library. */
export type HandOver = "call" | "construction" | "decorator" | "type";

/** Functions that a framework finds by the file they stand in: `export async function GET` of a route file. */
export interface ConventionalExports {
  /** Matched with the file's path, which has forward slashes. */
  readonly file: RegExp;
  readonly names: RegExp;
  readonly runs: EntryPoint;
}

/** What Faultline knows of one library. */
export interface Library {
  /** Names under which it is imported; `globalThis` for what needs no import. */
  readonly packages: readonly string[];
  /** The name its sites have, where several packages are one library; else the package's own. */
  readonly name?: string;
  /** The page the facts come from. */
  readonly docs: string;
  /** Ways to an export that lead to the same thing as another way: `fastify()` is `()`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /**
   * Recognisers by the form of the call: `fetch()`, `new Pool`, `new Pool.query()`. A `*` stands for
   * any one name, `**` for any calls of a chain: `new PrismaClient.*.findMany()`,
   * `new Repository.createQueryBuilder()**.getMany()`.
   */
  readonly sites: Readonly<Record<string, Recognise>>;
  /** Recognisers by the tag of a template: `` new PrismaClient.$queryRaw`` ``. */
  readonly templates?: Readonly<Record<string, RecogniseTemplate>>;
  /**
   * What runs the functions that are handed over: to a call (`"().use()": "request"`, `"new Worker": "consumer"`),
   * by a decorator (`"@Get"`), or as what the type of a function or of one of its parameters says (`": RequestHandler"`).
   */
  readonly entryPoints?: Readonly<Record<string, EntryPoint>>;
  readonly exports?: readonly ConventionalExports[];
  /**
   * Whether calls that wait for the world give a promise, which they do unless said otherwise;
   * `false` for calls that end in callbacks or events, or before they return.
   */
  readonly givesPromises?: false;
  /** Calls that are over when they return, though their site is one that waits: `new ClientSession.startTransaction()`. */
  readonly immediate?: readonly string[];
  /** Calls that give a promise without being a site themselves: `new Client.connect()`. */
  readonly promises?: readonly string[];
  /** The functions that a call is handed and runs without a look at the promise they may return. */
  readonly handlers?: Readonly<Record<string, FindHandlers>>;
  /** Calls that tell operators of a failure, as a log line does: `captureException()`. */
  readonly reports?: readonly string[];
  /** Calls that close a server once its open requests are answered, or cut off after a while: `createHttpTerminator().terminate()`. */
  readonly closesServers?: readonly string[];
  /** What calls take that differs between environments: `"new Pool": { credentials: ["0.password"] }`. */
  readonly configuration?: Readonly<Record<string, ConfigurationPlaces>>;
  /** Calls that run functions, or wait for promises, on behalf of whoever hands them over. */
  readonly wrappers?: Readonly<Record<string, DescribeWrapping>>;
}

/**
 * Where a call takes what differs between environments. A place is an argument and the way to an option below it:
 * `0.auth.pass`, `0.useFactory().secret` for what a function returns, `0.headers.Authorization`.
 */
export interface ConfigurationPlaces {
  /** Secrets that this service signs, encrypts or compares with: any text works, also one that everybody knows. */
  readonly ownSecrets?: readonly string[];
  /** Passwords, keys and tokens that somebody else has given out. */
  readonly credentials?: readonly string[];
  /** Addresses of databases, caches, brokers and mail servers, which may hold a password. */
  readonly addresses?: readonly string[];
  /** Addresses of HTTP services. */
  readonly endpoints?: readonly string[];
  /** The option whose value makes the others mean nothing: the kind of database that is a file. */
  readonly unless?: { readonly place: string; readonly is: RegExp };
}

/** A function that a library runs, with what becomes of a promise that it returns. */
export interface Handler {
  /** The argument that the function is. */
  readonly argument: Node;
  /** Where a finding about it is placed; the argument itself unless said otherwise. */
  readonly place?: Node | undefined;
  /** Who drops the promise: `Express 4`. */
  readonly droppedBy: string;
  /** What to do, as a clause: `pass failures to next(error)`. */
  readonly remedy: string;
}

export type FindHandlers = (call: LibraryCall) => readonly Handler[];

/**
 * What a library does with the work that a call hands it: a function that it runs, or a promise that it waits for.
 * A limit that is `absent` lets the work through as it comes; one that is not named may be there.
 */
export interface Wrapping {
  /** Whether it limits how long the work takes. */
  readonly timeLimit?: Fact;
  /** Whether it limits how much of the work runs at once. */
  readonly concurrencyLimit?: Fact;
}

export type DescribeWrapping = (call: LibraryCall) => Wrapping;

/** Rewrites a way to an export with a library's aliases, longest first, until none applies. */
export function canonicalPath(library: Library, path: string): string {
  const aliases = aliasesOf(library);
  let current = path;
  for (let round = 0; round < 8; round++) {
    const alias = aliases.find(([from]) => current === from || startsStep(current, from));
    if (!alias) return current;
    const rest = current.slice(alias[0].length);
    current = alias[1] === "" && rest.startsWith(".") ? rest.slice(1) : alias[1] + rest;
  }
  return current;
}

const sortedAliases = new WeakMap<Library, readonly (readonly [string, string])[]>();

/** A library's aliases, longest first; asked for at every call, so sorted once. */
function aliasesOf(library: Library): readonly (readonly [string, string])[] {
  const known = sortedAliases.get(library);
  if (known) return known;
  const aliases = Object.entries(library.aliases ?? {}).toSorted(([a], [b]) => b.length - a.length);
  sortedAliases.set(library, aliases);
  return aliases;
}

function startsStep(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && /^[.([]/.test(path.slice(prefix.length));
}

/** Declares a library; the type is written out so that one file is all that a library takes. */
export function defineLibrary(library: Library): Library {
  return library;
}
