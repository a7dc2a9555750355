import { imageOf, runsOwnCode } from "./service-image.js";
import { hasKey, settingOf, textOf, type ComposeFile, type Service } from "./compose-file.js";
import { environmentOf } from "./environment.js";
import { readEntries } from "../yaml/read-path.js";

/** Whether somebody would be woken when the services of a file stop. */
export type Purpose =
  /** `named`: by the file's own name, which leaves no doubt. */
  | { readonly purpose: "deployed"; readonly by: "name" | "content" }
  | { readonly purpose: "development" }
  | { readonly purpose: "unknown" };

/** Compose runs production hosts and developers' machines alike; only the file tells which. */
export function purposeOf(compose: ComposeFile): Purpose {
  const name = purposeByName(compose.file);
  if (name === "development") return { purpose: "development" };
  const isForWork = compose.services.some(isForDevelopment);
  if (name === "deployed")
    return isForWork ? { purpose: "unknown" } : { purpose: "deployed", by: "name" };
  if (isForWork) return { purpose: "development" };
  const isKept = compose.isSwarm || compose.services.some(isKeptRunning);
  return isKept ? { purpose: "deployed", by: "content" } : { purpose: "unknown" };
}

const FOR_DEVELOPMENT =
  /^(?:dev|devel|develop|development|devcontainer|local|locals|localhost|test|tests|testing|testutil|e2e|ci|debug|override|overrides|example|examples|sample|samples|demo|docs?|fixtures?|playground|sandbox|bench|benchmark|benchmarks|loadtest|cypress|playwright|integration|mock|mocks|tools?|infra|deps|dependencies|ide|watch|hot|build|source|storybook|tutorial|quickstart|workshop)$/;
const FOR_USE =
  /^(?:prod|production|staging|stg|deploy|deployment|deployments|swarm|selfhost|selfhosted|hosting|vps)$/;

function purposeByName(file: string): "development" | "deployed" | undefined {
  const folders = file.toLowerCase().split("/");
  const base = folders.pop() ?? "";
  const words = [...folders, base].flatMap((part) => part.split(/[^a-z\d]+/));
  if (words.some((word) => FOR_DEVELOPMENT.test(word))) return "development";
  return words.some((word) => FOR_USE.test(word)) ? "deployed" : undefined;
}

/** Code that is mounted from the checkout, or rebuilt as it changes, is being worked on. */
function isForDevelopment(service: Service): boolean {
  return (
    hasKey(service, "develop") ||
    /^dev/i.test(textOf(service, "build", "target") ?? "") ||
    WATCHES.test(commandOf(service)) ||
    environmentOf(service).some(
      ({ name, value }) => MODE.test(name) && /^(?:dev|local|test)/i.test(value),
    ) ||
    volumesOf(service).some(isOfSource)
  );
}

const MODE = /^(?:NODE|APP|RAILS|FLASK|DJANGO|GO|RUN|DEPLOY)?_?ENV(?:IRONMENT)?$/;
const WATCHES =
  /\b(?:nodemon|ts-node-dev|tsx watch|start:dev|start:debug|start:watch|run dev|yarn dev|pnpm dev|bun dev|turbo dev|next dev|--watch|--inspect(?:-brk)?|--reload|vite(?: |$)(?!preview)|sleep infinity|tail -f \/dev\/null)\b/;

/** Command and entry point as one line. */
export function commandOf(service: Service): string {
  return ["entrypoint", "command"]
    .map((key) => {
      const found = settingOf(service, key);
      if (found.state !== "present") return "";
      const { value } = found;
      if (value.type === "scalar") return String(value.value);
      return value.type === "sequence"
        ? value.items.map((item) => (item.type === "scalar" ? String(item.value) : "")).join(" ")
        : "";
    })
    .join(" ")
    .trim();
}

interface Volume {
  readonly source: string;
  readonly target: string;
}

function volumesOf(service: Service): Volume[] {
  const found = settingOf(service, "volumes");
  if (found.state !== "present" || found.value.type !== "sequence") return [];
  return found.value.items.map((item) => {
    if (item.type === "scalar") {
      const [source = "", target = ""] = String(item.value).split(":");
      return target === "" ? { source: "", target: source } : { source, target };
    }
    const text = new Map(
      readEntries(item).entries.map(({ key, value }) => [
        key,
        value.type === "scalar" ? String(value.value) : "",
      ]),
    );
    return {
      source: text.get("source") ?? text.get("src") ?? "",
      target: text.get("target") ?? "",
    };
  });
}

const WHOLE_CHECKOUT = /^(?:\.|\.\.|(?:\.\.\/)+(?:\.\.)?|\$\{?PWD\}?)\/?$/;
const SOURCE_FOLDER =
  /^(?:\.{1,2}\/)+(?:[\w.-]+\/)*(?:src|source|sources|lib|app|apps|packages|server|client|backend|frontend|api|web|worker)\/?$/;

function isOfSource({ source, target }: Volume): boolean {
  return (
    WHOLE_CHECKOUT.test(source) || SOURCE_FOLDER.test(source) || /\/node_modules\/?$/.test(target)
  );
}

/** An own service that comes back by itself, or says it runs in production, is kept up for somebody. */
function isKeptRunning(service: Service): boolean {
  if (!runsOwnCode(imageOf(service))) return false;
  const restart =
    textOf(service, "restart") ?? textOf(service, "deploy", "restart_policy", "condition") ?? "";
  return (
    /^(?:always|unless-stopped|any)$/.test(restart) ||
    environmentOf(service).some(
      ({ name, value }) => MODE.test(name) && /^(?:prod|staging)/i.test(value),
    )
  );
}
