import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type Judgement,
  type SourceLocation,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { programsOf } from "./services.js";

/** What is there of something that a project with services should hold a file of. */
export type Artifact =
  | { readonly state: "present"; readonly message: string; readonly files: readonly string[] }
  | { readonly state: "absent" }
  /** It may be there in a form that is not read, or be kept elsewhere. */
  | { readonly state: "unknown" };

/** A file that must be there, and what to say where it is not. */
export interface ArtifactCheck extends Omit<ProjectCheck, "judge"> {
  find(project: Project): Artifact;
  readonly message: string;
  readonly suggestion: string;
}

/** A check of a file that is the whole project's. Anchored where its first service begins to listen. */
export function requireArtifact(check: ArtifactCheck): ProjectCheck {
  const { id, criterion, alsoDecides = [], preset, docs } = check;
  return {
    id,
    criterion,
    alsoDecides,
    preset,
    docs,
    judge: (project) => judgeArtifact(project, check),
  };
}

function judgeArtifact(project: Project, check: ArtifactCheck): Judgement {
  const [first, ...others] = programsOf(project);
  if (!first) return NOT_APPLICABLE;
  const { id, criterion, alsoDecides = [], message, suggestion } = check;
  const found = check.find(project);
  if (found.state === "unknown") return UNKNOWN;
  if (found.state === "present") {
    const locations = found.files.map(topOf);
    return {
      state: "judged",
      findings: [],
      good: [{ criterion, message: found.message, locations }],
    };
  }
  const finding = createFinding({
    check: id,
    criterion,
    ...(alsoDecides.length > 0 && { alsoUnmet: alsoDecides }),
    origin: "project",
    location: first.location,
    related: others.map(({ location }) => location),
    message,
    suggestion,
    // It is the project's, whichever of its services is found first.
    subject: ".",
  });
  return { state: "judged", findings: [finding], good: [] };
}

function topOf(file: string): SourceLocation {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
