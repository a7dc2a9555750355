import {
  createFinding,
  NOT_APPLICABLE,
  type FaultSite,
  type GoodFinding,
  type Judgement,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { ownServicesOf, type Service } from "./services.js";

/** Something that a service has through a library that it depends on, or that what it runs in gives it. */
export interface Capability extends Omit<ProjectCheck, "judge"> {
  /** Packages that give it. */
  readonly libraries: RegExp;
  /** What code or configuration that gives it in another way speaks of: reason enough for silence, not for praise. */
  readonly hints: RegExp;
  /** Where a finding about a service stands, if it needs the capability at all. */
  concerns(service: Service, project: Project): FaultSite | undefined;
  /** What is there, before the names of the libraries: `Requests are measured with`. */
  readonly praise: string;
  readonly message: string;
  readonly suggestion: string;
}

/** A check that reports each service which lacks something that a library would give it. */
export function requireCapability(capability: Capability): ProjectCheck {
  const { id, criterion, alsoDecides = [], preset, docs } = capability;
  return {
    id,
    criterion,
    alsoDecides,
    preset,
    docs,
    judge: (project) => judgeCapability(project, capability),
  };
}

interface Standing {
  readonly at: FaultSite;
  readonly service: Service;
  /** The libraries that give it. */
  readonly libraries: readonly string[];
}

function judgeCapability(project: Project, capability: Capability): Judgement {
  const standings = ownServicesOf(project).flatMap((service): readonly Standing[] => {
    const at = capability.concerns(service, project);
    if (!at) return [];
    const names = project.reachableDependenciesOf(service.entry.location.file);
    const libraries = [...names].filter((name) => capability.libraries.test(name)).toSorted();
    return [{ at, service, libraries }];
  });
  if (standings.length === 0) return NOT_APPLICABLE;
  const lacking = standings.filter(({ libraries }) => libraries.length === 0);
  const good = praise(standings, capability);
  const isDoubtful =
    lacking.length > 0 &&
    (project.mentions(capability.hints) || project.configures(capability.hints));
  if (isDoubtful) return { state: good.length > 0 ? "judged" : "unknown", findings: [], good };
  return { state: "judged", findings: lacking.map((one) => missing(one, capability)), good };
}

const MOST_NAMED = 3;

function praise(
  standings: readonly Standing[],
  { criterion, praise: text }: Capability,
): readonly GoodFinding[] {
  const having = standings.filter(({ libraries }) => libraries.length > 0);
  if (having.length === 0) return [];
  const names = [...new Set(having.flatMap(({ libraries }) => libraries))].toSorted();
  const others = names.length - MOST_NAMED;
  const listed = names.slice(0, MOST_NAMED).join(", ");
  return [
    {
      criterion,
      message: `${text} ${listed}${others > 0 ? ` and ${String(others)} more` : ""}`,
      locations: having.map(({ at }) => at.location),
    },
  ];
}

function missing({ at, service }: Standing, capability: Capability) {
  const { id, criterion, alsoDecides, message, suggestion } = capability;
  return createFinding({
    check: id,
    criterion,
    ...(alsoDecides && alsoDecides.length > 0 && { alsoUnmet: alsoDecides }),
    origin: "project",
    location: at.location,
    message,
    suggestion,
    // The service, not the line: another file that listens first is the same absence.
    subject: service.home,
  });
}
