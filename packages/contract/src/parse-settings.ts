import type { ImportedThing, Settings } from "./settings.js";
import type { Parsed } from "./validate.js";
import { validators } from "./validators.generated.js";

/** Settings that the project wrote, or the one line that names the setting and what is wrong with it. */
export function parseSettings(data: unknown, name = "settings.faultline"): Parsed<Settings> {
  const validator = validators.settings;
  if (!validator(data)) {
    const [first] = validator.errors ?? [];
    return { ok: false, reason: first ? describe(first, name) : `${name} is not understood` };
  }
  // Sound: the validator is generated from this very type.
  const settings = data as Settings;
  const reason = wrongWay(settings, name);
  return reason === undefined ? { ok: true, value: settings } : { ok: false, reason };
}

type Problem = NonNullable<typeof validators.settings.errors>[number];

function describe({ instancePath, message = "is not understood", params }: Problem, name: string) {
  const place = `${name}${written(instancePath)}`;
  const extra = params?.["additionalProperty"];
  if (typeof extra === "string") return `${place} has no setting "${extra}"`;
  const allowed = params?.["allowedValues"];
  if (Array.isArray(allowed)) return `${place} must be one of ${allowed.join(", ")}`;
  const missing = params?.["missingProperty"];
  return typeof missing === "string" ? `${place} needs "${missing}"` : `${place} ${message}`;
}

/** `/clients/0/timeout` as code writes it: `.clients[0].timeout`. */
function written(path: string): string {
  return path.replaceAll(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
}

/** What the types can't say: how a module and the way to an export are written. */
function wrongWay(settings: Settings, name: string): string | undefined {
  for (const [list, things] of Object.entries<readonly ImportedThing[]>({ ...settings })) {
    for (const [index, thing] of things.entries()) {
      const wrong = wrongName(thing, !NAMED_WHOLE.has(list));
      if (wrong !== undefined) return `${name}.${list}[${String(index)}]${wrong}`;
    }
  }
  return undefined;
}

/** Lists of what is never called itself. */
const NAMED_WHOLE: ReadonlySet<string> = new Set(["loggers", "contextProviders"]);

/** `request`, `client.get`, `new Client`, `new Client.send`, `createLogger()`, `create().get`, `()`. */
const WAY = /^(?:new )?(?:[\w$]+|\(\))(?:\.[\w$]+|\(\))*$/;

function wrongName(thing: ImportedThing, isCalled: boolean): string | undefined {
  const { module, export: way } = thing;
  if (module === "") return ".module must name a package or a file";
  if (/^(?:\/|[a-zA-Z]:)/.test(module))
    return '.module must be relative to the project\'s root: "./src/http"';
  if (way === undefined) return undefined;
  if (!WAY.test(way))
    return ".export must be a way such as request, client.get, new Client or createLogger()";
  const isInstance = isCalled && /^new [\w$]+$/.test(way) && !("methods" in thing);
  return isInstance
    ? ".export is an instance: name what is called, as in new Client.send"
    : undefined;
}
