import { projectOf } from "../../src/collect/project.js";
import { collectSites } from "../../src/collect/sites.js";
import type { Project } from "../../src/judge/project-check.js";
import { project, type Tree } from "./project.js";

/** A project of these files with the sites that are in them, on disk until the test is over. */
export function analysed(tree: Tree): Project {
  const root = project(tree);
  return projectOf(root, collectSites(root));
}
