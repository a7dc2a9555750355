import type { ImportedThing, Settings, WrapperSetting } from "@faultline/contract";
import { LOCAL, type Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { lookUp } from "../key-pattern.js";
import { packageBehind } from "../modules/package-behind.js";
import { canonicalPath, type Library } from "../recogniser.js";
import type { Node } from "../source.js";
import { nameText, importText } from "./own-text.js";
import { meansModule } from "./own-module.js";
import { callKeys, librariesOf, wayOfThing } from "./own-libraries.js";

/** One setting: what it names, and the calls of it that mean something. */
interface Entry {
  readonly module: string;
  /** The way to what is named; empty for the module itself. */
  readonly way: string;
  readonly library: Library;
  readonly wrapper?: WrapperSetting;
}

/** What a project says of its own code, which wins over what its source shows. */
export class OwnCode {
  /** The same as library files, by the names that the settings use. */
  readonly libraries: readonly Library[];
  readonly #root: string;
  readonly #entries: readonly Entry[];
  readonly #names: RegExp;
  readonly #suppliers: readonly (readonly RegExp[])[];

  constructor(settings: Settings, root: string) {
    const known = librariesOf(settings);
    this.libraries = known.map(({ library }) => library);
    this.#root = root;
    const named = known.map(({ thing, library }) => entryOf(thing, library));
    const wrappers = (settings.wrappers ?? []).map((wrapper) => ({
      ...entryOf(wrapper, wrapped(wrapper)),
      wrapper,
    }));
    this.#entries = [...named, ...wrappers];
    this.#names = nameText([...(settings.wrappers ?? []), ...known.map(({ thing }) => thing)]);
    this.#suppliers = (settings.contextProviders ?? []).map(importText);
  }

  /** True for a text that may use something that the settings name. */
  mayBeIn(text: string): boolean {
    return this.#names.test(text);
  }

  /** The origin by the settings' own name for its module, where they speak of it or of what it leads to. */
  claim(importer: string | undefined, origin: Origin): Origin | undefined {
    if (origin.module === LOCAL) return undefined;
    const entry = this.#entries.find(
      (one) =>
        covers(one, origin.path) && meansModule(this.#root, importer, origin.module, one.module),
    );
    return entry && { ...origin, module: entry.module };
  }

  /** What the settings say of a function that is handed another, or a promise. */
  wrapper(facts: FileFacts, callee: Node): WrapperSetting | undefined {
    const origin = packageBehind(facts, facts.bindings.origin(callee));
    if (!origin) return undefined;
    const { module, path } = origin;
    return this.#entries.find(
      (entry) =>
        entry.module === module && entry.wrapper && lookUp(entry.library.sites, `${path}()`),
    )?.wrapper;
  }

  /** True where something that puts the request's id into every line is imported in the file's package. */
  suppliesContext(facts: FileFacts): boolean {
    return this.#suppliers.some((texts) => texts.every((text) => facts.packageMentions(text)));
  }
}

function entryOf(thing: ImportedThing, library: Library): Entry {
  return { module: thing.module, way: wayOfThing(thing), library };
}

/** A wrapper is no site; its calls are listed all the same, so that they are known by their way. */
function wrapped(wrapper: WrapperSetting): Library {
  return {
    packages: [wrapper.module],
    docs: "",
    sites: Object.fromEntries(callKeys(wrapper).map((key) => [key, () => undefined])),
  };
}

/** True for a way to a call that an entry knows, and for a part of one. */
function covers({ way, library }: Entry, path: string): boolean {
  const current = canonicalPath(library, path);
  if (current === "") return way === "";
  if (lookUp(library.sites, `${current}()`) || lookUp(library.sites, `new ${current}`)) return true;
  return Object.keys(library.sites).some(
    (key) => leadsTo(current, key) || leadsTo(current, key.replace(/^new /, "")),
  );
}

function leadsTo(path: string, key: string): boolean {
  return key.startsWith(path) && /^[.(]/.test(key.slice(path.length));
}
