import type { Project } from "../project-check.js";

/** Who renders pages of its own deploys interface and client together. */
const CLIENT =
  /^(?:react|react-dom|preact|vue|nuxt|@angular\/core|svelte|solid-js|next|astro|ember-source|jquery|backbone|lit|@builder\.io\/qwik)$/;

/** True where the repository holds the client too, which is released with the service. */
export function hasClient(project: Project): boolean {
  return project.files
    .filter((file) => /(?:^|\/)package\.json$/.test(file))
    .some((file) => [...project.dependenciesOf(file)].some((name) => CLIENT.test(name)));
}
