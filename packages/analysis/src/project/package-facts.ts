import { existsSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { browserOnly, type BrowserOnly } from "./browser-only.js";
import { noteFile } from "./noted-inputs.js";
import { offeredBy } from "./package-entries.js";
import { isRecord, stampOf } from "./read-json.js";
import { PerRound } from "./round.js";

/** What a `package.json` says of the code below it. */
export interface PackageFacts {
  /** `server` depends on something only a server uses; `front-end` on a browser framework and no server. */
  readonly role: "server" | "front-end" | "unknown";
  /** True where the package depends on a framework whose code runs in browsers, too. */
  readonly usesBrowserFramework: boolean;
  /** The logger that the package depends on. */
  readonly logger: string | undefined;
  /** True for a file that the manifest may name as what others import. */
  mayBeEntry(path: string): boolean;
  /** True for a file that the package's framework keeps out of the server by its name. */
  isClientFile(path: string): boolean;
  /** True for a file that an npm script runs as a command: a build, a release, a clean-up. */
  isCommand(path: string): boolean;
  /** True for a file in a folder of such commands, which mostly helps them. */
  isBesideCommand(path: string): boolean;
  /** True for a file outside the folder `server` of a package that has one: it may run in a browser too. */
  isOutsideServer(path: string): boolean;
  /** The major version of a dependency: the installed one, else the one asked for. */
  majorOf(dependency: string): number | undefined;
  /** True where the version of a dependency is known, and is this one or a later one of the same major. */
  isSince(dependency: string, major: number, minor: number): boolean;
}

/** Web frameworks, and the structured loggers that only a service takes on; a database driver alone may be a library's. */
const SERVER =
  /^(?:express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi|restify|polka|@apollo\/server|@trpc\/server|@grpc\/grpc-js|pino|winston|bunyan)$/;
/** Loggers of servers, and the framework that brings one along. */
const LOGGER =
  /^(?:pino|nestjs-pino|winston|bunyan|log4js|tslog|@logtape\/logtape|@graphile\/logger|@nestjs\/common)$/;
/** What talks to a database or queue: such a package is no front end, whatever else it has. */
const DRIVER =
  /^(?:pg|mysql2?|mongodb|mongoose|ioredis|redis|bullmq|amqplib|kafkajs|nats|knex|typeorm|sequelize|@prisma\/client|drizzle-orm|kysely)$/;

/** Frameworks whose packages hold both sides. */
const FULL_STACK = /^(?:next|nuxt|astro|@remix-run\/node|@sveltejs\/kit|@react-router\/node)$/;

/**
 * Frameworks that send `*.client.ts` to the browser alone; elsewhere such a name says that something is an API's client.
 * https://reactrouter.com/api/framework-conventions/client-modules, https://nuxt.com/docs/guide/directory-structure/plugins,
 * https://svelte.dev/docs/kit/hooks
 */
const SPLITS_BY_NAME =
  /^(?:nuxt|@sveltejs\/kit|@(?:remix-run|react-router)\/(?:dev|node|react|serve))$/;
const CLIENT_FILE = /\.client\.[cm]?[jt]sx?$|[/\\]\.client[/\\]/;

const BROWSER = /^(?:react|vue|svelte|@angular\/core|preact|solid-js)$/;

/** Folders that hold a service's own code, whatever commands stand there too. */
const CODE_ROOT = /^[/\\]?$|[/\\](?:src|lib|app|apps|server|api|backend)$/;

const NOTHING_KNOWN: PackageFacts = {
  role: "unknown",
  usesBrowserFramework: false,
  logger: undefined,
  mayBeEntry: () => false,
  isClientFile: () => false,
  isCommand: () => false,
  isBesideCommand: () => false,
  isOutsideServer: () => false,
  majorOf: () => undefined,
  isSince: () => false,
};

interface Entry {
  readonly stamp: string;
  readonly facts: PackageFacts;
  readonly configs: BrowserOnly["stamps"];
}

const cache = new Map<string, Entry>();

/**
 * The facts of the nearest `package.json` above a file. Read again when the file on disk changes,
 * so that an editor never sees a stale answer.
 */
export function packageFacts(path: string | undefined): PackageFacts {
  const found = path === undefined ? undefined : nearestManifest(path);
  if (found) noteFile(found.manifest);
  return found ? cached(found.manifest, found.stamp) : NOTHING_KNOWN;
}

interface Manifest {
  readonly manifest: string;
  /** Its version on disk. */
  readonly stamp: string;
}

const nearest = new PerRound<string, Manifest | undefined>();

/** The nearest `package.json` above a file. */
export function nearestManifest(path: string): Manifest | undefined {
  const folder = dirname(path);
  return nearest.get(folder, () => manifestAbove(folder));
}

function manifestAbove(folder: string): Manifest | undefined {
  for (let directory = folder; ; directory = dirname(directory)) {
    const manifest = join(directory, "package.json");
    const stamp = stampOf(manifest);
    if (stamp !== undefined) return { manifest, stamp };
    if (dirname(directory) === directory) return undefined;
  }
}

function cached(manifest: string, stamp: string): PackageFacts {
  const entry = cache.get(manifest);
  if (entry?.stamp === stamp && areUnchanged(entry.configs)) return entry.facts;
  const read = readManifest(manifest);
  cache.set(manifest, { stamp, ...read });
  return read.facts;
}

const configStamps = new PerRound<string, string | undefined>();

function areUnchanged(configs: BrowserOnly["stamps"]): boolean {
  return [...configs].every(
    ([path, stamp]) => configStamps.get(path, () => stampOf(path)) === stamp,
  );
}

function readManifest(manifest: string): Omit<Entry, "stamp"> {
  const content = readJson(manifest);
  const dependencies = { ...entriesOf(content, "devDependencies"), ...shipped(content) };
  const home = dirname(manifest);
  const commands = commandsOf(home, {
    ...entriesOf(content, "scripts"),
    ...programsOf(content),
  });
  const folders = [...new Set([...commands].map((path) => dirname(path)))].filter(
    (folder) => !CODE_ROOT.test(folder.slice(home.length)),
  );
  const splitsByName = Object.keys(dependencies).some((name) => SPLITS_BY_NAME.test(name));
  const hasServer = ["server", "src/server"].some((folder) => existsSync(join(home, folder)));
  const versionOf = (dependency: string): Version | undefined =>
    installedVersion(home, dependency) ?? leadingVersion(dependencies[dependency] ?? "");
  const page = browserOnly(home, Object.keys(dependencies));
  const facts: PackageFacts = {
    usesBrowserFramework: Object.keys(dependencies).some(
      (name) => BROWSER.test(name) || FULL_STACK.test(name),
    ),
    mayBeEntry: offeredBy(content),
    role: roleOf(Object.keys(shipped(content)), Object.keys(dependencies), page),
    logger: Object.keys(shipped(content)).find((name) => LOGGER.test(name)),
    isClientFile: (path) => splitsByName && CLIENT_FILE.test(path.slice(home.length)),
    isCommand: (path) => commands.has(path),
    isBesideCommand: (path) => folders.some((folder) => path.startsWith(folder + sep)),
    isOutsideServer: (path) => hasServer && !/\bserver\b/.test(path.slice(home.length)),
    majorOf: (dependency) => versionOf(dependency)?.major,
    isSince: (dependency, major, minor) => {
      const version = versionOf(dependency);
      return version?.major === major && version.minor >= minor;
    },
  };
  return { facts, configs: page.stamps };
}

/** A front end often has its framework among what only the build needs. */
function roleOf(
  shippedNames: readonly string[],
  allNames: readonly string[],
  { isBrowserOnly }: BrowserOnly,
): PackageFacts["role"] {
  if (shippedNames.some((name) => SERVER.test(name))) return "server";
  const isBoth = allNames.some(
    (name) => (FULL_STACK.test(name) && !isBrowserOnly) || DRIVER.test(name),
  );
  return !isBoth && allNames.some((name) => BROWSER.test(name)) ? "front-end" : "unknown";
}

/** Scripts by these names run the service itself. */
const RUNS_SERVICE = /^(?!build\b).*(?:start|serve|dev|prod|worker|watch|debug|docker)/i;

function commandsOf(
  directory: string,
  scripts: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const files = Object.entries(scripts)
    .filter(([name]) => !RUNS_SERVICE.test(name))
    .flatMap(([, script]) => filesRunBy(script));
  return new Set(files.map((file) => join(directory, file)));
}

/** The files that a script names, from where it goes first: `cd tools && node run.js`. */
function filesRunBy(script: string): readonly string[] {
  const start = /^cd ([\w./-]+) &&/.exec(script)?.[1] ?? "";
  return (script.match(/[\w./-]+\.[cm]?[jt]s\b/g) ?? []).map((file) => join(start, file));
}

/** What people run by hand, each as the script that would run it. */
function programsOf(content: unknown): Readonly<Record<string, string>> {
  const bin = isRecord(content) ? content["bin"] : undefined;
  const files = typeof bin === "string" ? { bin } : entriesOf(content, "bin");
  return Object.fromEntries(Object.values(files).map((file) => [`run ${file}`, file]));
}

/** What is there at run time; what only builds and tests need says nothing of the code's role. */
function shipped(content: unknown): Readonly<Record<string, string>> {
  return { ...entriesOf(content, "peerDependencies"), ...entriesOf(content, "dependencies") };
}

function entriesOf(content: unknown, field: string): Readonly<Record<string, string>> {
  const entries = isRecord(content) ? content[field] : undefined;
  if (!isRecord(entries)) return {};
  return Object.fromEntries(
    Object.entries(entries).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

interface Version {
  readonly major: number;
  readonly minor: number;
}

function installedVersion(directory: string, dependency: string): Version | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const installed = join(current, "node_modules", dependency, "package.json");
    noteFile(installed);
    const content = readJson(installed);
    if (isRecord(content) && typeof content["version"] === "string")
      return leadingVersion(content["version"]);
    if (dirname(current) === current) return undefined;
  }
}

function leadingVersion(range: string): Version | undefined {
  const match = /(\d+)(?:\.(\d+))?/.exec(range);
  return match ? { major: Number(match[1]), minor: Number(match[2] ?? 0) } : undefined;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // A package.json that is missing or broken says nothing; whoever owns it will hear from npm.
    return undefined;
  }
}
