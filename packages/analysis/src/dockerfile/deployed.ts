import { isWindows } from "./base-image.js";
import { lineageOf, type Build, type Stage } from "./build.js";
import type { ParsedDockerfile } from "./parse.js";

const NAME =
  /(?:^|\/)(?:(?:Docker|Container)file(?:\.[^/]+)?|dockerfile|containerfile|[^/]+\.(?:docker|container)file)$/;
const NAME_OF_ANY_CASE = /\.(?:docker|container)file$/i;
/** Endings of files that are about a Dockerfile, and none. */
const OTHER =
  /\.(?:dockerignore|md|mdx|txt|json|ya?ml|toml|[cm]?[jt]sx?|go|py|rb|rs|java|cs|php|sh|html|css|snap|lock|bak|orig|swp)$/i;

/** True for a name under which Docker and Podman look for a Dockerfile, or people keep one. */
export function isDockerfileName(file: string): boolean {
  return (NAME.test(file) || NAME_OF_ANY_CASE.test(file)) && !OTHER.test(file);
}

const TEMPLATE =
  /\.(?:j2|jinja2?|tmpl|tpl|template|hbs|handlebars|mustache|ejs|erb|liquid|in|m4|njk|jsonnet|gotmpl|dist)$/i;

/** True for a name of a file that another tool makes a Dockerfile of. */
export function isTemplateName(file: string): boolean {
  return TEMPLATE.test(file);
}

/** A purpose other than serving, as a part of a file's or stage's name. */
const PURPOSE =
  /(?:^|[._-])(?:dev|devel|development|develop|debug|local|tests?|testing|integration|smoke|acceptance|perf|e2e|ci|lint|qa|bench|benchmark|example|sample|demo|docs?|storybook|cypress|playwright|playground|gitpod|devcontainer|sandbox|seed|migrate|migrations?|fixtures?|tools?|toolchain|mock)(?:$|[._-])/i;
const FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures?|__fixtures__|examples?|samples?|docs?|bench|benchmarks?|cypress|playwright|mocks?|ci|devcontainer|node_modules|vendor|templates?|code-templates|\.[^/]+)\//i;

/** Some keep the images that run in a folder of `dev/`, so only the next folder counts. */
const NEXT_FOLDER = /(?:^|\/)(?:dev|development|local|debug)\/[^/]+$/i;

/** False for a Dockerfile that its name or folder keeps for development, tests or show. */
export function isDeployedName(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/(?:docker|container)file/i, "");
  return !PURPOSE.test(name) && !FOLDER.test(file) && !NEXT_FOLDER.test(file);
}

/** False for a final stage that is kept for development or tests, and for what is not to be judged at all. */
export function isJudged({ syntax, escape }: ParsedDockerfile, build: Build): boolean {
  const isOwnSyntax =
    syntax !== undefined &&
    !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
  if (isOwnSyntax || escape === "`") return false;
  const stages = lineageOf(build.final);
  return !isForDevelopment(build.final) && !stages.some(isOfWindows);
}

/** True for a command that runs code while it is written, or keeps the container there for a shell. */
export function isDevelopmentCommand(text: string): boolean {
  return (
    /(?:^|[\s:._-])(?:dev|develop|development|watch|nodemon|debug|local|tests?)(?:$|[\s:._-])/.test(
      text,
    ) || /\btail -f \/dev\/null|\bsleep (?:infinity|inf)\b/.test(text)
  );
}

function isForDevelopment({ name }: Stage): boolean {
  return name !== undefined && PURPOSE.test(name);
}

function isOfWindows({ image, from }: Stage): boolean {
  const platform = from.flags.find(({ name }) => name === "platform")?.value ?? "";
  return isWindows(image ?? "") || platform.startsWith("windows");
}
