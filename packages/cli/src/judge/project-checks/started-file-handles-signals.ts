import { posix } from "node:path";
import { createFinding, NOT_APPLICABLE, type FaultSite, type Finding } from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { startedFile } from "./started-file.js";

/**
 * A handler of SIGTERM helps only the program that loads it: what an image starts must reach one. Anchored at the
 * image's last stage.
 */
export const startedFileHandlesSignals: ProjectCheck = {
  id: "started-file-handles-signals",
  criterion: "graceful-shutdown",
  preset: "recommended",
  docs: {
    looksAt:
      "The script that an image starts with Node, everything it imports, and the handlers of SIGTERM in the same package.",
    reports:
      "A service or worker whose image starts a script that loads none of its package's handlers, though there are some.",
    silent:
      "The script's source is not plain, a module loads others by computed names, or any loaded module speaks of SIGTERM or of shutting down.",
  },
  judge(project) {
    const images = project.sites.filter(({ kind }) => kind === "container-image");
    if (images.length === 0) return NOT_APPLICABLE;
    return {
      state: "judged",
      findings: images.flatMap((image) => judgeImage(project, image)),
      good: [],
    };
  },
};

function judgeImage(project: Project, image: FaultSite): readonly Finding[] {
  const { file } = image.location;
  const started = startedFile(project, image.target ?? "", posix.dirname(file));
  if (started === undefined) return [];
  const home = project.packageOf(started);
  const handlers = project.sites.filter(
    ({ kind, operation, location }) =>
      kind === "shutdown" && operation !== "SIGINT" && project.packageOf(location.file) === home,
  );
  const [handler] = handlers;
  const loaded = project.loadedBy(started);
  if (!handler || loaded === undefined) return [];
  const isHandled =
    handlers.some(({ location }) => loaded.has(location.file)) ||
    [...loaded].some((one) => SIGNALS.test(project.textOf(one)));
  const serves = project.sites.some(
    ({ kind, location }) => (kind === "server" || kind === "consumer") && loaded.has(location.file),
  );
  return isHandled || !serves ? [] : [unhandled(image, started, handler)];
}

/** Also what a library that handles signals is called. */
const SIGNALS = /SIGTERM|terminus|graceful|lightship|enableShutdownHooks|exit-hook|stoppable/i;

function unhandled(image: FaultSite, started: string, handler: FaultSite): Finding {
  return createFinding({
    check: "started-file-handles-signals",
    criterion: "graceful-shutdown",
    origin: "project",
    location: image.location,
    related: [handler.location],
    message: `The image starts \`${started}\`, which loads no handler of SIGTERM; the one of this package is in \`${handler.location.file}\`. Every deployment cuts off what is under way in it.`,
    suggestion: `Import \`${handler.location.file}\` where \`${started}\` begins, or handle SIGTERM there.`,
    subject: `${image.id}:${started}`,
  });
}
