import type { Settings } from "@faultline/contract";
import { Catalogue } from "./catalogue.js";
import { LIBRARIES } from "./libraries.generated.js";
import { OwnCode } from "./own-code/own-code.js";
import { ProjectIndex } from "./project-index.js";

let index: ProjectIndex | undefined;

/** The index that every analysis without settings of its own shares. */
export function defaultProject(): ProjectIndex {
  return (index ??= new ProjectIndex(new Catalogue(LIBRARIES)));
}

const projects = new Map<string, ProjectIndex>();

/** The index of the project at `root` that every analysis with the same settings shares. */
export function projectFor(root: string, settings: Settings): ProjectIndex {
  if (Object.keys(settings).length === 0) return defaultProject();
  const key = JSON.stringify([root, settings]);
  const known = projects.get(key);
  if (known) return known;
  const own = new OwnCode(settings, root);
  const project = new ProjectIndex(new Catalogue(LIBRARIES, own.libraries), own);
  projects.set(key, project);
  return project;
}
