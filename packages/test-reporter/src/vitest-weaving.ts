import type { TestProject } from "vitest/node";
import type { Woven } from "./weave/weave.js";

/** The file at a path with counters in it; undefined where it stays as it is. */
export type Weave = (path: string, text: string) => Woven | undefined;

/**
 * Weaves what Vite transforms for a project's tests, before any of the user's plugins sees it. The container of the plugins
 * is asked because its list is closed when a reporter begins, and what is put into the list later has no certain place.
 */
export function weaveInto(project: TestProject, weave: Weave): void {
  for (const environment of Object.values(project.vite.environments)) {
    const container = environment.pluginContainer;
    const transform = container.transform.bind(container);
    container.transform = (code, id, options) => {
      // A map means that the text was made from another one.
      const woven = options?.inMap ? undefined : wovenModule(code, id, weave);
      if (!woven) return transform(code, id, options);
      return transform(woven.code, id, { ...options, inMap: mapOf(woven, id, code) });
    };
  }
}

/** Nothing but what may be one of the project's own scripts, in any of the forms in which Vite asks for it. */
function wovenModule(code: string, id: string, weave: Weave): Woven | undefined {
  const path = id.replace(/[?#].*$/, "");
  if (!/\.[cm]?[jt]s$/.test(path) || /[\\/]node_modules[\\/]|^\0/.test(path)) return undefined;
  return weave(path, code);
}

function mapOf({ map }: Woven, id: string, text: string) {
  const { mappings, names } = map;
  return { version: 3 as const, mappings, names, sources: [id], sourcesContent: [text] };
}
