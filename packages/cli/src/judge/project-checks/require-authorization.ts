import {
  createFinding,
  isSiteOfKind,
  NOT_APPLICABLE,
  UNKNOWN,
  type FaultSite,
} from "@faultline/contract";
import type { ProjectCheck } from "../project-check.js";

/** One route that was forgotten is all that it takes. */
export const requireAuthorization: ProjectCheck = {
  id: "require-authorization",
  criterion: "security-authorisation",
  preset: "strict",
  docs: {
    looksAt:
      "The routes of one router or controller that change something, and the middleware and guards in front of each. A guard is known by what it does: it answers 401 or 403, or is a library's.",
    reports:
      "A route without any guard, where three or more siblings have one, and at least three for each that has none.",
    silent:
      "The path or the handler speaks of signing in, tokens, web hooks or the like, the handler refuses callers itself, a middleware is not in sight, or a guard stands before the whole router, controller or application.",
  },
  judge({ sites }) {
    const routes = sites.filter((site) => isSiteOfKind(site, "route"));
    if (routes.length === 0) return NOT_APPLICABLE;
    const inState = (state: string): readonly FaultSite<"route">[] =>
      routes.filter(({ mechanisms }) => mechanisms.authorization?.state === state);
    const guarded = inState("present");
    const findings = inState("absent").map(missing);
    if (guarded.length === 0 && findings.length === 0) return UNKNOWN;
    const message = `Routes that change something refuse those who may not (${String(guarded.length)} of them)`;
    const locations = guarded.map(({ location }) => location);
    const good = { criterion: "security-authorisation" as const, message, locations };
    return { state: "judged", findings, good: findings.length > 0 ? [] : [good] };
  },
};

function missing({ id, location, target, operation, mechanisms }: FaultSite<"route">) {
  const fact = mechanisms.authorization;
  const { detail, remedy } = fact?.state === "absent" ? fact : { detail: "", remedy: undefined };
  return createFinding({
    check: "require-authorization",
    criterion: "security-authorisation",
    origin: "project",
    location,
    message: `\`${target ?? operation}\` lets anyone change something: ${detail}. Whoever finds it needs no account.`,
    suggestion: `Put \`${remedy ?? "the guard"}\` before it, or say in its path or handler that it is open.`,
    subject: id,
  });
}
