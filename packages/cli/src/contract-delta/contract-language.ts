import type { ComparedContract, ContractChange } from "@faultline/contract";
import type { Trees } from "./tree.js";

/** What one language of contracts says of a change. */
export interface LanguageDelta {
  readonly contracts: readonly ComparedContract[];
  readonly changes: readonly ContractChange[];
}

/** A language that interfaces are written down in. What can't be read is `unknown`; nothing is thrown. */
export interface ContractLanguageReader {
  /** By its name alone, a file that may hold it, or a part of it. */
  reads(file: string): boolean;
  compare(trees: Trees): LanguageDelta | Promise<LanguageDelta>;
}

export const NO_DELTA: LanguageDelta = { contracts: [], changes: [] };

/** Files of tests and shows, and contracts of others that are kept for a client. */
const NOT_OWN =
  /(?:^|\/)(?:node_modules|dist|build|coverage|vendor|third[-_]party|external|tests?|testdata|__tests__|fixtures|__fixtures__|mocks?|__mocks__|examples?|samples?)\//i;

export function isOwnContract(file: string): boolean {
  return !NOT_OWN.test(file);
}
