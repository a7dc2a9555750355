import { Catalogue } from "./catalogue.js";
import { LIBRARIES } from "./libraries.generated.js";
import { ProjectIndex } from "./project-index.js";

let index: ProjectIndex | undefined;

/** The index that every analysis without settings of its own shares. */
export function defaultProject(): ProjectIndex {
  return (index ??= projectWith(new Catalogue(LIBRARIES)));
}

/** An index whose files are read with the libraries of a catalogue. */
export function projectWith(catalogue: Catalogue): ProjectIndex {
  return new ProjectIndex(catalogue);
}
