import type { ContractChange, ContractDelta, DataModelChange } from "@faultline/contract";
import { counted } from "./wording.js";

/** Changes of the contract that are worth a line each: those that break clients, and those that may. */
export function notableChanges({ changes }: ContractDelta): readonly ContractChange[] {
  return ["breaking", "risky", "deprecated"].flatMap((effect) =>
    changes.filter((change) => change.effect === effect),
  );
}

/** How many changes there are of each kind: `2 breaking, 1 risky, 3 non-breaking`. */
export function countedChanges({ changes, contracts, base }: ContractDelta): string {
  if (contracts.length === 0) return `Nothing that clients rely on differs from ${base}.`;
  const counts = ["breaking", "risky", "deprecated", "non-breaking"].flatMap((effect) => {
    const count = changes.filter((change) => change.effect === effect).length;
    return count > 0 ? [`${String(count)} ${effect}`] : [];
  });
  const list = counts.length > 0 ? counts.join(", ") : "no differences";
  return `${list} in ${counted(contracts.length, "contract")}, compared with ${base}.`;
}

export function changeText({
  effect,
  subject,
  change,
  reason,
  announcement,
}: ContractChange): string {
  const text = change.startsWith(":") ? `${subject}${change}` : `${subject} ${change}`;
  const announced = announcement === undefined ? "" : ` (${announcement})`;
  const sentence = /[.!?]$/.test(text) ? text : `${text}.`;
  return `${effect}${announced}: ${sentence}${reason === undefined ? "" : ` ${reason}`}`;
}

const REVERSAL: Readonly<Record<DataModelChange["reversal"], string>> = {
  reversible: "can be taken back",
  lossy: "can be taken back, without the data",
  irreversible: "can't be taken back",
  unknown: "whether it can be taken back depends on the data",
};

export function dataModelText({ subject, change, reversal }: DataModelChange): string {
  return `data: ${subject} ${change}; ${REVERSAL[reversal]}.`;
}

/** Contracts of which nothing could be told, and why. */
export function unknownContracts({ contracts }: ContractDelta): readonly string[] {
  return contracts
    .filter(({ state }) => state === "unknown")
    .map(({ file, detail }) => `not compared: ${file} ${detail}.`);
}
