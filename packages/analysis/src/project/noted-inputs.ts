/** What results depend on besides the linted file. Paths are relative to the directory the notes are for. */
export type NotedInput =
  /** `source` is code of the project that was followed, `file` any other that was read or looked for. */
  | { readonly kind: "source" | "file"; readonly path: string }
  /** Whether any source of the package below `path` matches. */
  | {
      readonly kind: "mention";
      readonly path: string;
      readonly pattern: string;
      readonly flags: string;
    };

type Note = (input: NotedInput) => void;

let note: Note | undefined;

/** From now on, what is noted goes there. */
export function noteInto(target: Note): void {
  note = target;
}

/** Notes that facts come from another file of the project. Does nothing until somebody asks for notes. */
export function noteProvider(path: string): void {
  note?.({ kind: "source", path });
}

/** Notes a file that decides how code is read, such as a `package.json`, whether it is there or not. */
export function noteFile(path: string): void {
  note?.({ kind: "file", path });
}

/** Notes that it was asked whether any source below `root` matches. */
export function noteMention(root: string, { source, flags }: RegExp): void {
  note?.({ kind: "mention", path: root, pattern: source, flags });
}
