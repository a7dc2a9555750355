import { join, posix } from "node:path";
import { isRecord } from "../is-record.js";
import { textOfFile } from "./text-of-file.js";

/** What the checks ask of a `package.json`. */
export interface Manifest {
  readonly name: string | undefined;
  /** Names of the packages that are there at run time. */
  readonly dependencies: ReadonlySet<string>;
  /** The same, with what is there while developing: a bundler may ship any of it. */
  readonly allDependencies: ReadonlySet<string>;
  /** True for a package that says which of its files npm is to publish. */
  readonly isPublished: boolean;
}

const RUNTIME = ["dependencies", "optionalDependencies", "peerDependencies"];

/** Reads the text of a `package.json`; one that can't be read says nothing. */
export function readManifest(text: string): Manifest {
  const content = parse(text);
  const dependencies = RUNTIME.flatMap((field) => keysOf(content[field]));
  return {
    name: typeof content["name"] === "string" ? content["name"] : undefined,
    dependencies: new Set(dependencies),
    allDependencies: new Set([...dependencies, ...keysOf(content["devDependencies"])]),
    isPublished: content["private"] !== true && ("files" in content || "publishConfig" in content),
  };
}

/** Names of the packages that any `package.json` of a project has at run time. */
export function dependenciesIn(root: string, files: readonly string[]): ReadonlySet<string> {
  const manifests = files.filter((file) => posix.basename(file) === "package.json");
  return new Set(
    manifests.flatMap((file) => [...readManifest(textOfFile(join(root, file)) ?? "").dependencies]),
  );
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) ? content : {};
  } catch {
    // Whoever owns a broken package.json will hear of it from npm.
    return {};
  }
}

function keysOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
