import type { MechanismsOfKind } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";
import type { Access } from "./access.js";
import type { Purpose } from "./guards.js";
import type { RequestInput } from "./request.js";

/** A place that does harm with what it is given, and a value that reaches it as a parameter of the function around it gave it. */
export interface Danger {
  readonly call: Call;
  /** Where the value stands. */
  readonly node: Node;
  readonly access: Access;
  readonly library: string;
  /** What is done with it, as the code calls it: `fs.readFile`. */
  readonly operation: string;
}

/** What one kind of danger asks, and how it is told. */
export interface Sink {
  readonly mechanism: MechanismsOfKind["request-input"];
  readonly find: (facts: FileFacts, call: Call) => readonly Danger[];
  /** The values that an argument brings along to a function that does harm with it; itself unless said otherwise. */
  readonly carried?: (facts: FileFacts, argument: Node) => readonly Access[];
  /** Which input is dangerous there, once it is known to be one. */
  readonly accepts: (input: RequestInput, facts: FileFacts) => boolean;
  readonly purpose: Purpose;
  /** True where a package has what takes the danger away everywhere. */
  readonly isTamed?: (facts: FileFacts, input: RequestInput) => boolean;
  /** Findings are one for each input, unless one for each handler says it all. */
  readonly isOnePerHandler?: true;
  readonly detail: (input: string, where: string) => string;
  readonly remedy: string;
}
