import {
  collectorFor,
  configurationSites,
  isConfigurationFile,
  isJavaScript,
} from "@faultline/analysis";
import type {
  Fact,
  FaultSite,
  Mechanism,
  MechanismsOfKind,
  SourceRange,
} from "@faultline/contract";
import type { AST, Rule } from "eslint";
import { projectOf } from "./project-of.js";
import { relativePath } from "./relative-path.js";

/** What the site helpers need of a rule's context. */
export type SiteContext = Pick<Rule.RuleContext, "sourceCode" | "filename" | "cwd" | "settings">;

/**
 * Calls `visit` once for each fault site of the file, with the facts about these mechanisms; whether there are others
 * depends on the rules that are on. Code is analysed in ESLint's own traversal
 * by the first rule that asks, and shared by the others; manifests are read at once, because
 * another plugin's parser may own their syntax tree.
 */
export function overSites(
  context: SiteContext,
  mechanisms: readonly Mechanism[],
  visit: (site: FaultSite) => void,
): Rule.RuleListener {
  const file = relativePath(context.cwd, context.filename);
  const configured = isConfigurationFile(file) ? configuredSites(file, context) : [];
  for (const site of configured) visit(site);
  // What is said of a migration is said of it as a whole: the code in it is nobody's request.
  if (!isJavaScript(file) || mechanisms.every(isOfMigrations)) return {};
  const collector = collectorFor({
    file,
    path: context.filename,
    sourceCode: context.sourceCode,
    project: projectOf(context),
  });
  if (!collector) return {};
  // Listeners know TypeScript's nodes, of which ESLint's own types know only ESTree's.
  const gathering: object = collector.takeListeners(mechanisms);
  return {
    ...gathering,
    "Program:exit"() {
      for (const site of collector.sites()) visit(site);
    },
  };
}

const OF_MIGRATIONS: ReadonlySet<Mechanism> = new Set<
  MechanismsOfKind["schema-change" | "migration"]
>(["online", "compatibility", "retention", "lock-timeout", "foreign-key-index", "row-key", "down"]);

function isOfMigrations(mechanism: Mechanism): boolean {
  return OF_MIGRATIONS.has(mechanism);
}

/** Sites by syntax tree: rules of one file share them, and every pass over it has a new tree. */
const configuredByTree = new WeakMap<object, readonly FaultSite[]>();

function configuredSites(
  file: string,
  { sourceCode: { ast, text }, filename }: SiteContext,
): readonly FaultSite[] {
  const known = configuredByTree.get(ast);
  if (known) return known;
  // ESLint puts the name of what is no file in angle brackets.
  const path = /<[^/\\]*$/.test(filename) ? undefined : filename;
  const sites = configurationSites(file, text, path);
  configuredByTree.set(ast, sites);
  return sites;
}

/** Calls `visit` for each site where a mechanism is proved to be absent. */
export function overAbsent(
  context: SiteContext,
  mechanism: Mechanism,
  visit: (site: FaultSite, fact: Extract<Fact, { state: "absent" }>) => void,
): Rule.RuleListener {
  return overSites(context, [mechanism], (site) => {
    const facts: { readonly [Name in Mechanism]?: Fact } = site.mechanisms;
    const fact = facts[mechanism];
    if (fact?.state === "absent") visit(site, fact);
  });
}

/** A mechanism that is absent from a site, and where a finding about that goes. */
interface Absence {
  readonly site: FaultSite;
  readonly fact: Extract<Fact, { state: "absent" }>;
  readonly loc: AST.SourceLocation;
}

/** The same for several mechanisms, each with a message of its own. */
export function overAbsentOf<MessageId extends string>(
  context: SiteContext,
  messages: { readonly [Name in Mechanism]?: MessageId },
  visit: (messageId: MessageId, absence: Absence) => void,
): Rule.RuleListener {
  // Sound: the keys of `messages` are mechanisms.
  const entries = Object.entries(messages) as [Mechanism, MessageId][];
  const mechanisms = entries.map(([mechanism]) => mechanism);
  return overSites(context, mechanisms, (site) => {
    const facts: { readonly [Name in Mechanism]?: Fact } = site.mechanisms;
    for (const [mechanism, messageId] of entries) {
      const fact = facts[mechanism];
      if (fact?.state === "absent") visit(messageId, { site, fact, loc: placeOf(site, fact) });
    }
  });
}

/** Where a finding about a site goes: at the part that first lacks something, else at the site. */
export function placeOf(
  site: FaultSite,
  ...facts: readonly (Fact | undefined)[]
): AST.SourceLocation {
  const parts = facts.flatMap((fact) => (fact?.state === "absent" && fact.at ? [fact.at] : []));
  return toEslintLocation(parts[0] ?? site.location);
}

/** A site's range as ESLint counts it: columns from 0. */
export function toEslintLocation(range: SourceRange): AST.SourceLocation {
  return {
    start: { line: range.line, column: range.column - 1 },
    end: { line: range.endLine, column: range.endColumn - 1 },
  };
}
