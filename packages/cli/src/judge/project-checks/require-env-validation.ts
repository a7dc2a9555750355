import { isShippedSource } from "@faultline/analysis";
import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type GoodFinding,
  type SourceLocation,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { readEnvironment, type EnvironmentRead } from "./environment-reads.js";
import { programsOf } from "./services.js";

/** Packages that read the environment by a schema. */
const BY_SCHEMA =
  /^(?:envalid|nestjs-envalid|env-var|env-schema|@fastify\/env|fastify-env|convict|@t3-oss\/env-.+|znv|envsafe|dotenv-safe|ts-dotenv|nest-typed-config|typed-env|zod-config|@adonisjs\/env|env-sentinel|@ryoppippi\/.+env.*|valid-env|strict-env|class-env|configuru|@ltv\/env)$/;

/** Packages that check any value, so the environment too. */
const CHECKS_VALUES =
  /^(?:zod|joi|@hapi\/joi|yup|valibot|ajv|class-validator|superstruct|io-ts|arktype|runtypes|@sinclair\/typebox|typebox|effect|@effect\/schema|ow|fastest-validator|typia)$/;

/** Fewer variables than this are seen at a glance. */
const FEWEST_VARIABLES = 5;

/** A variable that was forgotten should stop the start, not the first request that needs it. */
export const requireEnvValidation: ProjectCheck = {
  id: "require-env-validation",
  criterion: "config-safe-defaults",
  alsoDecides: ["fail-fast"],
  preset: "strict",
  docs: {
    looksAt: "Where the code of a service or worker that ships reads `process.env`, and how.",
    reports:
      "Five or more variables that are taken as they come: no default, never tested, no schema. Anchored at the first of them.",
    silent:
      "A library reads the environment by a schema; the environment is handed on whole, or read by a computed name, so that a function may check it; the variables are tested somewhere.",
  },
  judge(project) {
    const homes = new Set(
      programsOf(project)
        .filter(({ location }) => !project.isPublished(location.file))
        .map(({ location }) => project.packageOf(location.file)),
    );
    if (homes.size === 0) return NOT_APPLICABLE;
    const judged = [...homes].map((home) => judgeProgram(project, home));
    const findings = judged.flatMap(({ finding }) => finding ?? []);
    const good = judged.flatMap((one) => one.good ?? []);
    if (findings.length > 0 || good.length > 0) return { state: "judged", findings, good };
    return judged.some(({ isOpen }) => isOpen) ? UNKNOWN : NOT_APPLICABLE;
  },
};

interface Judged {
  readonly finding?: ReturnType<typeof unchecked>;
  readonly good?: GoodFinding;
  readonly isOpen: boolean;
}

function judgeProgram(project: Project, home: string): Judged {
  const environments = project.files
    .filter((file) => CODE.test(file) && project.packageOf(file) === home)
    .map((file) => readEnvironment(file, project.textOf(file)))
    .filter(({ reads, isHandedOn }) => reads.length > 0 || isHandedOn);
  const [first] = environments;
  if (!first) return { isOpen: false };
  const names = [...project.reachableDependenciesOf(first.file)];
  const parsed = environments.find(({ file }) => PARSED.test(project.textOf(file)));
  const schema =
    names.find((name) => BY_SCHEMA.test(name)) ??
    (parsed && names.find((name) => CHECKS_VALUES.test(name)));
  if (schema !== undefined) {
    const file = parsed?.file ?? importerOf(project, schema) ?? first.file;
    return { isOpen: false, good: checked(schema, file) };
  }
  const isHandedOn = environments.some((environment) => environment.isHandedOn);
  if (isHandedOn || project.mentions(CHECKS_IN_NEST) || mayBeChecked(project, home))
    return { isOpen: true };
  const bare = unsafeReads(environments.flatMap(({ reads }) => reads));
  const variables = new Set(bare.map(({ name }) => name));
  return variables.size < FEWEST_VARIABLES
    ? { isOpen: true }
    : { isOpen: false, finding: unchecked(home, bare, variables.size) };
}

/** `schema.parse(process.env)`, `validate(process.env, Variables)`. */
const PARSED =
  /\b(?:safeParse|parse|validate|validateSync|assert|decode|cast|create|check)\w*(?:<[^>]*>)?\(\s*(?:[\w.]+,\s*)?process\.env\s*[,)]/i;

const CHECKS_IN_NEST = /\bvalidationSchema\b|\bConfigModule\.forRoot\w*\([^]{0,600}?\bvalidat/;

const CHECKER_IMPORTED = new RegExp(`["'](?:${CHECKS_VALUES.source.slice(4, -2)})["']`);
const ABOUT_SETTINGS = /(?:^|[/_.-])(?:config\w*|env\w*|settings?)(?:[/_.-]|$)/i;

/** True where code about settings, or code that reads the environment, checks values of some kind. */
function mayBeChecked(project: Project, home: string): boolean {
  return project.files.some((file) => {
    if (!CODE.test(file) || project.packageOf(file) !== home) return false;
    const text = project.textOf(file);
    return (
      (ABOUT_SETTINGS.test(file) || text.includes("process.env")) && CHECKER_IMPORTED.test(text)
    );
  });
}

/** Configuration may be in files that are no service's code by their name. */
const CODE = /^(?!.*(?:^|[/._-])(?:tests?|spec|e2e)[/._-]).*\.[cm]?[jt]s$/;

/** Reads in code that ships of variables that nothing tests and nothing stands in for, wherever they are read. */
function unsafeReads(reads: readonly EnvironmentRead[]): readonly EnvironmentRead[] {
  const tested = new Set(reads.filter(({ isBare }) => !isBare).map(({ name }) => name));
  return reads.filter(({ name, location }) => !tested.has(name) && isShippedSource(location.file));
}

function importerOf(project: Project, library: string): string | undefined {
  return project.files.find(
    (file) => isShippedSource(file) && new RegExp(`["']${library}["']`).test(project.textOf(file)),
  );
}

function checked(library: string, file: string): GoodFinding {
  return {
    criterion: "config-safe-defaults",
    message: `The environment is checked with ${library}`,
    locations: [topOf(file)],
  };
}

function topOf(file: string): SourceLocation {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

const MOST_NAMED = 4;

function unchecked(home: string, reads: readonly EnvironmentRead[], count: number) {
  const [first, ...others] = reads;
  const names = [...new Set(reads.map(({ name }) => name))].slice(0, MOST_NAMED);
  return createFinding({
    check: "require-env-validation",
    criterion: "config-safe-defaults",
    alsoUnmet: ["fail-fast"],
    origin: "project",
    location: first?.location ?? topOf("package.json"),
    related: others.slice(0, MOST_NAMED).map(({ location }) => location),
    message: `${String(count)} variables of the environment are taken as they come, among them ${names.map((name) => `\`${name}\``).join(", ")}. One that was forgotten or misspelt is \`undefined\`, the service starts all the same, and fails at the first request that needs it.`,
    suggestion:
      "Read them once at the start through a schema that stops the process: zod, envalid, or `validate` of `@nestjs/config`.",
    subject: home,
  });
}
