import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a `package.json` says of the code below it. */
export interface PackageFacts {
  /** `server` depends on something only a server uses; `front-end` on a browser framework and no server. */
  readonly role: "server" | "front-end" | "unknown";
  /** The major version of a dependency: the installed one, else the one asked for. */
  majorOf(dependency: string): number | undefined;
}

const SERVER = /^(?:express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi|restify|pg|mysql2|mongoose|mongodb|bullmq|amqplib|kafkajs|@grpc\/grpc-js|@apollo\/server|@trpc\/server|knex|typeorm|sequelize|@prisma\/client|drizzle-orm|pino|winston)$/;
const BROWSER = /^(?:react|vue|svelte|@angular\/core|preact|solid-js)$/;

const NOTHING_KNOWN: PackageFacts = { role: "unknown", majorOf: () => undefined };

interface Entry {
  readonly stamp: string;
  readonly facts: PackageFacts;
}

const cache = new Map<string, Entry>();

/**
 * The facts of the nearest `package.json` above a file. Read again when the file on disk changes,
 * so that an editor never sees a stale answer.
 */
export function packageFacts(path: string | undefined): PackageFacts {
  if (path === undefined) return NOTHING_KNOWN;
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const manifest = join(directory, "package.json");
    const stat = statSync(manifest, { throwIfNoEntry: false });
    if (stat?.isFile()) return cached(manifest, `${String(stat.mtimeMs)}:${String(stat.size)}`);
    if (dirname(directory) === directory) return NOTHING_KNOWN;
  }
}

function cached(manifest: string, stamp: string): PackageFacts {
  const entry = cache.get(manifest);
  if (entry?.stamp === stamp) return entry.facts;
  const facts = read(manifest);
  cache.set(manifest, { stamp, facts });
  return facts;
}

function read(manifest: string): PackageFacts {
  const dependencies = dependenciesOf(manifest);
  const names = Object.keys(dependencies);
  const isServer = names.some((name) => SERVER.test(name));
  const isBrowser = names.some((name) => BROWSER.test(name));
  return {
    role: isServer ? "server" : isBrowser ? "front-end" : "unknown",
    majorOf: (dependency) =>
      installedMajor(dirname(manifest), dependency) ?? leadingNumber(dependencies[dependency] ?? ""),
  };
}

function dependenciesOf(manifest: string): Readonly<Record<string, string>> {
  const content = readJson(manifest);
  const asked: Record<string, string> = {};
  for (const field of ["devDependencies", "peerDependencies", "dependencies"]) {
    const entries = isRecord(content) ? content[field] : undefined;
    if (!isRecord(entries)) continue;
    for (const [name, range] of Object.entries(entries)) if (typeof range === "string") asked[name] = range;
  }
  return asked;
}

function installedMajor(directory: string, dependency: string): number | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const content = readJson(join(current, "node_modules", dependency, "package.json"));
    if (isRecord(content) && typeof content["version"] === "string") return leadingNumber(content["version"]);
    if (dirname(current) === current) return undefined;
  }
}

function leadingNumber(range: string): number | undefined {
  const match = /\d+/.exec(range);
  return match ? Number(match[0]) : undefined;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // A package.json that is missing or broken says nothing; whoever owns it will hear from npm.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
