import { LOCAL, type Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import type { Target } from "./target.js";

type Answers<Key> = Map<Key, Target | undefined>;

/** Where the origins of one file lead, as the project was when a certain file was analysed. */
interface Followed {
  readonly round: number;
  readonly byModule: Map<string, Answers<string>>;
  /** Those whose path alone does not tell all of them. */
  readonly others: Answers<Origin>;
  readonly byNode: Answers<Node>;
}

/** Remembers where origins lead, until the next file is analysed: then other files may have changed. */
export class FollowedOrigins {
  readonly #byFile = new WeakMap<FileFacts, Followed>();

  get(facts: FileFacts, origin: Origin, follow: () => Target | undefined): Target | undefined {
    const followed = this.#of(facts);
    const { module, path, creation } = origin;
    if (module === LOCAL || creation) return answered(followed.others, origin, follow);
    const answers = followed.byModule.get(module) ?? new Map<string, Target | undefined>();
    followed.byModule.set(module, answers);
    return answered(answers, path, follow);
  }

  behind(facts: FileFacts, node: Node, follow: () => Target | undefined): Target | undefined {
    return answered(this.#of(facts).byNode, node, follow);
  }

  #of(facts: FileFacts): Followed {
    const known = this.#byFile.get(facts);
    const { round } = facts.project;
    if (known?.round === round) return known;
    const begun = { round, byModule: new Map(), others: new Map(), byNode: new Map() };
    this.#byFile.set(facts, begun);
    return begun;
  }
}

function answered<Key>(
  answers: Answers<Key>,
  key: Key,
  find: () => Target | undefined,
): Target | undefined {
  const known = answers.get(key);
  if (known !== undefined || answers.has(key)) return known;
  const found = find();
  answers.set(key, found);
  return found;
}
