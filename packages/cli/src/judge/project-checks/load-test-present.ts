import type { Project } from "../project-check.js";
import { requireArtifact } from "./artifact.js";
import { documentsIn, hasMappingWith } from "./yaml-file.js";

const IMPORT =
  /(?:from\s+|require\(\s*|import\(\s*)["'](?:k6(?:\/[^"']*)?|autocannon|loadtest|artillery(?:\/[^"']*)?)["']/;
const COMMAND =
  /\b(?:autocannon|artillery\s+(?:run|quick)|k6\s+(?:run|cloud)|wrk2?\s+-|vegeta\s+attack|bombardier\s+-|oha\s+-|hey\s+-|ab\s+-[nc]|jmeter\s+-|locust\s+-|loadtest\s+-)/;
const OTHER_LANGUAGE =
  /^(?:from|import)\s+locust\b|\bio\.gatling\b|<jmeterTestPlan|@gatling\.io\//m;
/** A folder or file that says so, or a tool that nothing is seen to use. */
const MAYBE_FILE =
  /(?:^|[/_.-])(?:load|stress|perf|performance|soak|k6|artillery|locust|gatling|jmeter|bench(?:mark)?s?)(?:[/_.-]|tests?|$)/i;
const MAYBE_PACKAGE = /^(?:k6|@types\/k6|artillery.*|autocannon|loadtest|@gatling\.io\/.+)$/;

/** How much a service stands is found out before its users do. */
export const loadTestPresent = requireArtifact({
  id: "load-test-present",
  criterion: "load-tested",
  alsoDecides: ["tests-performance"],
  preset: "strict",
  docs: {
    looksAt:
      "Scripts for k6, autocannon, Artillery, Locust, Gatling and JMeter, and commands that put load on a service in package scripts, make files, shell scripts and pipelines.",
    reports: "A repository with services and none of these.",
    silent:
      "A file or folder is called a load, stress or performance test, or such a tool is installed, in a form that is not read.",
  },
  find(project) {
    const files = project.files.filter((file) => putsLoad(project, file));
    if (files.length > 0)
      return {
        state: "present",
        message: `The service is put under load: ${String(files[0])}`,
        files,
      };
    return { state: mayPutLoad(project) ? "unknown" : "absent" };
  },
  message:
    "Nothing in this repository puts the service under load. How many requests it stands, and what gives way first, is found out in production, on the busiest day.",
  suggestion:
    "Keep a k6, Artillery or autocannon script for the most used routes, and run it before each release against a limit on latency and errors.",
});

function putsLoad(project: Project, file: string): boolean {
  if (/\.[cm]?[jt]s$/.test(file)) return IMPORT.test(project.textOf(file));
  if (/\.(?:py|scala|kt|java|jmx)$/.test(file)) return OTHER_LANGUAGE.test(project.textOf(file));
  if (/(?:^|\/)(?:package\.json|Makefile)$|\.sh$/.test(file))
    return COMMAND.test(project.textOf(file));
  if (!/\.ya?ml$/.test(file)) return false;
  const text = project.textOf(file);
  if (COMMAND.test(text) && documentsIn(text).length > 0) return true;
  if (!/^scenarios:|k6\.io/m.test(text)) return false;
  return documentsIn(text).some(
    (document) =>
      hasMappingWith(document, "target", "phases") ||
      hasMappingWith(document, "config", "scenarios"),
  );
}

function mayPutLoad(project: Project): boolean {
  return (
    project.files.some((file) => MAYBE_FILE.test(file)) ||
    project.files
      .filter((file) => /(?:^|\/)package\.json$/.test(file))
      .some((file) =>
        [...project.reachableDependenciesOf(file)].some((name) => MAYBE_PACKAGE.test(name)),
      )
  );
}
