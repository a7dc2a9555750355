import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { FaultlineError, reasonOf } from "../errors.js";
import type { Terminal } from "../main.js";

/** A text and where it goes: to a file, or to standard output. */
export interface Delivery {
  readonly text: string;
  readonly file?: string | undefined;
}

/**
 * Writes the files and then standard output: all of them or, when one file can't be written, none.
 * Each file is written beside its place and renamed, so that a reader never sees half of it.
 */
export function deliver(deliveries: readonly Delivery[], terminal: Terminal): void {
  const parts: Part[] = [];
  try {
    for (const { file, text } of deliveries) {
      if (file !== undefined) parts.push(prepare(terminal.cwd(), file, text));
    }
    for (const { part, path } of parts) renameSync(part, path);
  } finally {
    for (const { part } of parts) rmSync(part, { force: true });
  }
  for (const { file, text } of deliveries) if (file === undefined) terminal.stdout.write(text);
}

/** Replaces a file at once; `name` is what the user knows it by. */
export function replaceFile(path: string, name: string, text: string): void {
  const { part } = prepare(dirname(path), name, text);
  renameSync(part, path);
}

interface Part {
  readonly part: string;
  readonly path: string;
}

function prepare(root: string, file: string, text: string): Part {
  const path = resolve(root, file);
  const part = `${path}.${String(process.pid)}.part`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error("it is a folder");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text);
  } catch (error) {
    throw new FaultlineError(
      `${file} can't be written: ${reasonOf(error)}.`,
      "Name a file in a folder you may write to.",
    );
  }
  return { part, path };
}
