import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { asksWhereAround } from "../flow/asks-where.js";
import type { LibraryCall } from "../recogniser.js";

/** Whether a library changes the schema to fit the models, as an option that is `true` says. */
export function schemaSync(
  call: LibraryCall,
  option: OptionValue,
  words: { readonly synced: string; readonly remedy: string },
): Fact {
  if (option.state === "absent") return present("the schema is left alone");
  if (option.state !== "constant")
    return unknown("whether it changes the schema depends on its settings");
  if (option.value !== true) return present("the schema is left alone");
  if (asksWhereAround(call.facts, call.node)) return unknown("it depends on where the code runs");
  return absent(words.synced, words.remedy);
}
