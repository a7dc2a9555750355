import { relative, dirname } from "node:path";
import { absent, present, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { calleeName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { requiredElsewhere } from "../flow/required-variable.js";
import { secretSource, type SecretSource } from "../flow/secret-source.js";
import { isKeyLike, isLoopback, isPlaceholder, passwordIn } from "../flow/secret-text.js";
import { valueAt } from "../flow/value-behind.js";
import { providerKeys } from "./provider-keys.js";
import { isWithin } from "../flow/walk.js";
import type { LocatedValue } from "../modules/imported-value.js";
import { Positions, rangeOf } from "../positions.js";
import type { ConfigurationPlaces, SiteDraft } from "../recogniser.js";
import type { Call, Node } from "../source.js";

/** The secrets that the calls of a file are handed, and where each comes from. */
export function credentials(facts: FileFacts): readonly SiteDraft[] {
  const drafts = new Map<Node, SiteDraft>();
  for (const call of facts.nodes.calls) {
    if (call.arguments.length === 0) continue;
    for (const places of facts.project.calls.configurationOf(facts, call)) {
      for (const draft of handedTo(facts, call, places)) {
        // One secret that is handed to several calls is one mistake.
        if (!drafts.has(draft.node)) drafts.set(draft.node, draft);
      }
    }
  }
  const handed = withoutRepeats([...drafts.values()]);
  return [...handed, ...providerKeys(facts, handed)];
}

/** How a text in a place is judged: any works, only a password or key does, or only one with a password in it. */
type Use = "own" | "given out" | "address";

function handedTo(facts: FileFacts, call: Call, places: ConfigurationPlaces): readonly SiteDraft[] {
  const { ownSecrets = [], credentials: given = [], addresses = [], endpoints = [] } = places;
  if (needsNone(facts, call, places)) return [];
  const all: readonly (readonly [string, Use])[] = [
    ...ownSecrets.map((place) => [place, "own"] as const),
    ...given.map((place) => [place, "given out"] as const),
    ...[...addresses, ...endpoints].map((place) => [place, "address"] as const),
  ];
  return all.flatMap(([place, use]) => {
    const value = valueAt(facts, call.arguments, place);
    return value ? (draftOf(facts, call, { place, use, value }) ?? []) : [];
  });
}

/** A database in a file has no password, whatever stands in its place. */
function needsNone(facts: FileFacts, call: Call, { unless }: ConfigurationPlaces): boolean {
  const value = unless && valueAt(facts, call.arguments, unless.place);
  const constant = value && constantOf(value.facts.bindings, value.node)?.value;
  return typeof constant === "string" && unless?.is.test(constant) === true;
}

interface Handed {
  readonly place: string;
  readonly use: Use;
  readonly value: LocatedValue;
}

function draftOf(facts: FileFacts, call: Call, handed: Handed): SiteDraft | undefined {
  const source = secretSource(handed.value.facts, handed.value.node);
  if (source.kind === "unknown") return undefined;
  if (source.kind === "environment") {
    return handed.use === "address"
      ? undefined
      : credential(call, call.callee, {
          "secret-storage": present("it comes from the environment"),
          "required-secret": present("it has no default"),
        });
  }
  if (!isSecret(facts, call, handed, source)) return undefined;
  const where = whereabouts(facts, call, source.at, handed.value);
  const what = `the ${nameOf(handed)} of \`${calledAs(call)}()\``;
  return source.kind === "literal"
    ? credential(call, where.node, {
        "secret-storage": absent(
          `${what} is written in the code${where.elsewhere}`,
          remedyFor(handed),
        ),
      })
    : ofDefault(facts, { call, what, where, source });
}

function ofDefault(
  facts: FileFacts,
  {
    call,
    what,
    where,
    source,
  }: {
    readonly call: Call;
    readonly what: string;
    readonly where: Whereabouts;
    readonly source: Extract<SecretSource, { kind: "default" }>;
  },
): SiteDraft | undefined {
  if (requiredElsewhere(facts, source)) return undefined;
  const variable = source.variable === undefined ? "the variable" : `\`${source.variable}\``;
  const fact: Fact = absent(
    `where ${variable} is not set, ${what} is a text of the source code${where.elsewhere}`,
    `fail at start-up when ${variable} is missing`,
  );
  return credential(call, where.node, { "required-secret": fact });
}

function credential(
  call: Call,
  node: Node,
  mechanisms: Extract<SiteDraft, { kind: "credential" }>["mechanisms"],
): SiteDraft {
  const operation = calledAs(call);
  return { kind: "credential", library: "javascript", operation, node, mechanisms };
}

function calledAs({ callee }: Call): string {
  return calleeName(callee) ?? (callee.type === "Super" ? "super" : "call");
}

function isSecret(
  facts: FileFacts,
  call: Call,
  { place, use }: Handed,
  { kind, text }: Extract<SecretSource, { text: string }>,
): boolean {
  // What verifies may be public.
  if (use === "own")
    return text.trim() !== "" && !/BEGIN (?:\w+ )?(?:PUBLIC KEY|CERTIFICATE)/.test(text);
  if (use === "address") {
    const found = passwordIn(text);
    if (!found || isLoopback(found.host)) return false;
    // A name without a dot is known only on the network of one machine or cluster.
    return kind === "literal" || found.host.includes(".");
  }
  if (!/pass(?:word|wd)?$/i.test(place)) return isKeyLike(text);
  if (text.trim() === "" || isPlaceholder(text)) return false;
  return kind === "literal" || !isForOwnMachine(facts, call, place);
}

/** The password of a database that is looked for on the same machine unless somebody says otherwise. */
function isForOwnMachine(facts: FileFacts, call: Call, place: string): boolean {
  const host = valueAt(facts, call.arguments, place.replace(/[\w$]+$/, "host"));
  if (!host) return true;
  const source = secretSource(host.facts, host.node);
  return "text" in source && isLoopback(source.text);
}

interface Whereabouts {
  /** The place in this file. */
  readonly node: Node;
  /** Where the text is, if that is another file. */
  readonly elsewhere: string;
}

function whereabouts(
  facts: FileFacts,
  call: Call,
  at: LocatedValue,
  value: LocatedValue,
): Whereabouts {
  if (at.facts === facts || isWithin(at.node, facts.source.ast))
    return { node: at.node, elsewhere: "" };
  const isHere = value.facts === facts || isWithin(value.node, facts.source.ast);
  return { node: isHere ? value.node : call.callee, elsewhere: ` (${pathTo(facts, at)})` };
}

function pathTo(facts: FileFacts, { facts: other, node }: LocatedValue): string {
  const [from, to] = [facts.source.path, other.source.path];
  const name =
    from === undefined || to === undefined ? other.source.file : relative(dirname(from), to);
  // A file that was only followed has no lines in its nodes.
  const { line } = rangeOf(node, new Positions(other.source.text));
  return `\`${name.replaceAll("\\", "/")}\`, line ${String(line)}`;
}

/** The last name of the way, or what the argument is. */
function nameOf({ place, use }: Handed): string {
  if (use === "address") return "password in the address";
  const name = /([A-Za-z][\w$-]*)(?:\(\))?$/.exec(place)?.[1];
  return name === undefined ? "secret" : `\`${name}\``;
}

function remedyFor({ use }: Handed): string {
  return use === "own"
    ? "a long random value from the environment or a secret store"
    : "a value from the environment or a secret store, and revoke this one";
}

/** A secret of another file is one mistake as well, however many calls it is handed to. */
function withoutRepeats(drafts: readonly SiteDraft[]): readonly SiteDraft[] {
  const seen = new Set<string>();
  return drafts.filter(({ mechanisms }) => {
    const [fact] = Object.values<Fact | undefined>(mechanisms);
    const elsewhere =
      fact?.state === "absent" ? /\(`[^`]+`, line \d+\)/.exec(fact.detail)?.[0] : undefined;
    if (elsewhere === undefined) return true;
    return !seen.has(elsewhere) && seen.add(elsewhere);
  });
}
