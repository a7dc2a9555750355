import type { ContractChange } from "@faultline/contract";
import type { ContractLanguageReader } from "../../src/contract-delta/contract-language.js";
import { treesOf } from "../support/trees.js";

/** Texts by file. */
type Texts = Readonly<Record<string, string>>;

/** What a language says of two states, a line each. */
export async function said(
  language: ContractLanguageReader,
  base: Texts,
  head: Texts,
): Promise<readonly string[]> {
  const { contracts, changes } = await language.compare(treesOf(base, head));
  const unknown = contracts.filter(({ state }) => state === "unknown");
  return [
    ...unknown.map(({ file, detail }) => `unknown: ${file} ${detail}`),
    ...changes.map(lineOf),
  ];
}

function lineOf({ effect, announcement, subject, change, location }: ContractChange): string {
  const announced = announcement === undefined ? "" : ` (${announcement})`;
  return `${effect}${announced}: ${subject} ${change} @${String(location.line)}`;
}
