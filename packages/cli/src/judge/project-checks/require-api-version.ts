import { createFinding, NOT_APPLICABLE, UNKNOWN, type FaultSite } from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { hasClient } from "./bundled-client.js";
import { ownServicesOf, type Service } from "./services.js";

/** Fewer routes than this are no interface that others build on. */
const FEWEST_ROUTES = 5;

/** A version in a path: `/v1`, `v2/users`, `/api/v1beta1`. */
const IN_PATH = /(?:^|[/\s"'`])v\d+(?:\.\d+)?(?:(?:alpha|beta)\d*)?(?=[/"'`\s)]|$)/i;

/** Versions in a header, a query, a media type, or through a framework. */
const HINTS =
  /enableVersioning|@Version\(|VersioningType|accept-?version|api[-_]?version|x-version|constraints\s*:\s*\{\s*version|vnd\.[\w.-]+\+json|[/"'`]v\$\{|[/"'`]v\d+(?:\.\d+)?(?:[/"'`]|(?:alpha|beta))/i;

/** Documentation of an interface, for those who build on it. */
const DOCUMENTS =
  /^(?:swagger-ui-(?:express|dist)|swagger-jsdoc|@nestjs\/swagger|nestjs-zod|@fastify\/swagger(?:-ui)?|fastify-swagger|koa2?-swagger-ui|@hono\/(?:zod-openapi|swagger-ui)|hono-openapi|express-openapi(?:-validator)?|express-swagger-generator|tsoa|routing-controllers-openapi|@scalar\/.+|redoc-express|@asteasolutions\/zod-to-openapi|apidoc)$/;

/** A client that was built last year calls what is changed today. */
export const requireApiVersion: ProjectCheck = {
  id: "require-api-version",
  criterion: "api-versioning",
  preset: "strict",
  docs: {
    looksAt:
      "Services with at least five routes that document them for others with OpenAPI: their paths, and what code and configuration say of versions.",
    reports: "Such a service with no version anywhere.",
    silent:
      "A path, header, media type, proxy or framework speaks of a version, or the repository holds the client too, which is deployed with the service.",
  },
  judge(project) {
    const services = ownServicesOf(project).filter(
      (service) => service.routes.length >= FEWEST_ROUTES && isForOthers(project, service),
    );
    if (services.length === 0) return NOT_APPLICABLE;
    const versioned = services.flatMap(({ routes }) => routes.filter(isVersioned).slice(0, 1));
    const [first] = versioned;
    const lacking = services.filter(({ routes }) => !routes.some(isVersioned));
    const isDoubtful = project.mentions(HINTS) || project.configures(HINTS);
    const findings = isDoubtful ? [] : lacking.map(missing);
    if (!first) return isDoubtful ? UNKNOWN : { state: "judged", findings, good: [] };
    const message = `Routes have a version: ${first.target ?? ""}`;
    const locations = versioned.map(({ location }) => location);
    return {
      state: "judged",
      findings,
      good: [{ criterion: "api-versioning", message, locations }],
    };
  },
};

function isForOthers(project: Project, { entry }: Service): boolean {
  const names = [...project.reachableDependenciesOf(entry.location.file)];
  return names.some((name) => DOCUMENTS.test(name)) && !hasClient(project);
}

function isVersioned({ target }: FaultSite): boolean {
  return IN_PATH.test(target ?? "");
}

function missing({ home, entry, routes }: Service) {
  return createFinding({
    check: "require-api-version",
    criterion: "api-versioning",
    origin: "project",
    location: entry.location,
    message: `None of the ${String(routes.length)} routes of this service has a version, and it documents them for others. The first change that breaks a client breaks all of them, on the day it is deployed.`,
    suggestion:
      "Serve the routes below a version, such as `/v1`, and keep the old one while clients move.",
    subject: home,
  });
}
