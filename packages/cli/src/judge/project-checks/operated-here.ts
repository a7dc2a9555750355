import type { Project } from "../project-check.js";

/** Where the code of an infrastructure stands, or the charts and manifests that a service runs by. */
const INFRASTRUCTURE =
  /\.(?:tf|bicep)$|(?:^|\/)(?:Chart|kustomization|Pulumi|prometheus|alertmanager)\.ya?ml$/i;

/** True for a repository that holds more than the code: what its services run in is described there too. */
export function isOperatedHere({ sites, files }: Project): boolean {
  return (
    sites.some(({ kind }) => kind === "workload") || files.some((file) => INFRASTRUCTURE.test(file))
  );
}

/** True where what is measured is collected by a configuration in the repository. */
export function isMeasuredHere({ files, configures }: Project): boolean {
  return (
    files.some((file) => /(?:^|\/)prometheus[\w-]*\.ya?ml$/i.test(file)) ||
    configures(
      /^\s*scrape_configs:|^kind:\s*["']?(?:ServiceMonitor|PodMonitor|Prometheus)["']?\s*$/m,
    )
  );
}

/** A page about something, by the name that people look for it under. */
export function pagesNamed({ files, textOf }: Project, name: RegExp): readonly string[] {
  return files.filter((file) => PAGE.test(file) && name.test(file) && isWritten(textOf(file)));
}

/** Pages with a heading of its own about something. */
export function pagesWithHeading({ files, textOf }: Project, words: RegExp): readonly string[] {
  return files.filter(
    (file) => PAGE.test(file) && headings(textOf(file)).some((heading) => words.test(heading)),
  );
}

const PAGE = /\.(?:mdx?|rst|adoc|asciidoc|txt)$/i;

/** More than a title that was never written on. */
function isWritten(text: string): boolean {
  return text.split("\n").filter((line) => line.trim() !== "").length > 2;
}

function headings(text: string): readonly string[] {
  return text.split("\n").filter((line) => /^(?:#{1,6}\s|={1,4}\s)/.test(line));
}
