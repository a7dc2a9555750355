import { plainText } from "./command-text.js";
import type { Instruction } from "./instruction.js";
import { shellCommands, type ShellCommand } from "./shell-commands.js";

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;

/** True for the name or path of a shell of the Bourne kind. */
export function isShell(word: string): boolean {
  return SHELL.test(word);
}

/** The simple commands that a `RUN` carries out, those in its here-document and in `sh -c` too. */
export function runCommands(run: Instruction): readonly ShellCommand[] {
  if (run.exec) return execCommands(run, run.exec);
  const commands = shellCommands(run.text);
  const [first] = commands;
  const script = run.heredocs[0];
  const isScript = run.text.text.startsWith("<<") || isShell(first?.words[0] ?? "");
  if (script && isScript) return scriptCommands(script.body.text, script.body.offsets);
  return commands.flatMap(within);
}

function scriptCommands(text: string, offsets: readonly number[]): readonly ShellCommand[] {
  const shebang = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(text);
  const interpreter = shebang?.[1]?.endsWith("/env") ? shebang[2] : shebang?.[1];
  if (interpreter !== undefined && !isShell(interpreter)) return [];
  return shellCommands({ text, offsets });
}

function execCommands(run: Instruction, exec: readonly string[]): readonly ShellCommand[] {
  const [from, to] = [run.text.offsets[0] ?? 0, run.text.offsets.at(-1) ?? 0];
  return within({ words: exec, assignments: new Map(), then: "", from, to });
}

/** What a shell is told to do by its arguments, in place of the shell. */
function within(command: ShellCommand): readonly ShellCommand[] {
  const script = shellScript(command.words);
  if (script === undefined) return [command];
  const inner = shellCommands(plainText(script, 0, script.length));
  return inner.map((one) => ({ ...one, from: command.from, to: command.to }));
}

/** The text that `sh -c` is given. */
export function shellScript(words: readonly string[]): string | undefined {
  if (!isShell(words[0] ?? "")) return undefined;
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag > 0 ? words[flag + 1] : undefined;
}
