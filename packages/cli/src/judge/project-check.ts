import type { CriterionId, FaultSite, Judgement } from "@faultline/contract";

/** The whole project, as the project checks see it. */
export interface Project {
  readonly sites: readonly FaultSite[];
  /** Every file, relative, sorted. */
  readonly files: readonly string[];
  /** The package folder a file belongs to. */
  packageOf(file: string): string;
  /** Names of the packages that the `package.json` around a file depends on. */
  dependenciesOf(file: string): ReadonlySet<string>;
  /** True when any code of the project has a match, scripts and examples included, tests not. */
  mentions(pattern: RegExp): boolean;
}

/** A check that needs more than one file. */
export interface ProjectCheck {
  readonly id: string;
  readonly criterion: CriterionId;
  /** `strict` checks run when the preset is strict, or when the project's configuration names their criterion. */
  readonly preset: "recommended" | "strict";
  judge(project: Project): Judgement;
}
