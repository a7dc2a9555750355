import type { CriterionId, FaultSite, Judgement } from "@faultline/contract";

/** The whole project, as the project checks see it. */
export interface Project {
  readonly sites: readonly FaultSite[];
  /** Every file, relative, sorted. */
  readonly files: readonly string[];
  /** The package folder a file belongs to. */
  packageOf(file: string): string;
  /** The text of a file; empty where it can't be read. */
  textOf(file: string): string;
  /**
   * Every file of the project that is loaded where a script is started, the script among them; undefined where that
   * can't be told from the text.
   */
  loadedBy(file: string): ReadonlySet<string> | undefined;
  /** Names of the packages that the `package.json` around a file depends on. */
  dependenciesOf(file: string): ReadonlySet<string>;
  /**
   * Names of every package that may run with a file: those of its own `package.json`, of the workspace's packages that
   * it leads to, and of the root's; development ones too, since a bundler may ship them.
   */
  reachableDependenciesOf(file: string): ReadonlySet<string>;
  /** True where the `package.json` around a file is made to be published, for others to install. */
  isPublished(file: string): boolean;
  /** True when any code of the project has a match, scripts and examples included, tests not. */
  mentions(pattern: RegExp): boolean;
  /** True when any file that builds, starts or surrounds a service has a match. */
  configures(pattern: RegExp): boolean;
}

/** A check that needs more than one file. */
export interface ProjectCheck {
  readonly id: string;
  readonly criterion: CriterionId;
  /** Further criteria that it decides with the same answer. */
  readonly alsoDecides?: readonly CriterionId[];
  /** `strict` checks run when the preset is strict, or when the project's configuration names their criterion. */
  readonly preset: "recommended" | "strict";
  /** What it looks at, what it reports and when it is silent: for people, as Markdown. */
  readonly docs: CheckDocs;
  judge(project: Project): Judgement;
}

/** What the page of the project checks says of one; each a sentence or two. */
export interface CheckDocs {
  readonly looksAt: string;
  readonly reports: string;
  readonly silent: string;
}

/** Every criterion that a check decides. */
export function criteriaOf({ criterion, alsoDecides = [] }: ProjectCheck): readonly CriterionId[] {
  return [criterion, ...alsoDecides];
}
