import type { SourceLocation } from "./source-location.js";

/** In what an interface is written down; `routes` are those of the code, where there is nothing else. */
export type ContractLanguage = "openapi" | "graphql" | "protobuf" | "routes";

/** One description of an interface that the change touches, and whether its two states could be compared. */
export interface ComparedContract {
  readonly language: ContractLanguage;
  /** Where it is at head, or was at base. */
  readonly file: string;
  readonly state: "compared" | "unknown";
  /** Why it is unknown; empty otherwise. */
  readonly detail: string;
}

/**
 * Whether clients that keep to the base can fail at head: `breaking` fails those that use what changed, `risky` fails
 * some of them, and `deprecated` says that something will go.
 */
export type ContractEffect = "breaking" | "risky" | "non-breaking" | "deprecated";

/** What tells clients of a break before it meets them. */
export type Announcement = "deprecated" | "versioned" | "unstable";

/** One difference between an interface at base and at head. */
export interface ContractChange {
  readonly language: ContractLanguage;
  readonly effect: ContractEffect;
  /** The operation, field or message: `GET /orders/{id}`, `Order.total`. */
  readonly subject: string;
  /** What became of it, as the rest of a sentence: `was removed`. */
  readonly change: string;
  /** The place at head; of something that is gone, what held it. */
  readonly location: SourceLocation;
  /** Why clients fail; of `breaking` and `risky` ones. */
  readonly reason?: string;
  /** How to change it without that. */
  readonly migration?: string;
  /** Missing where nothing announces it. */
  readonly announcement?: Announcement;
}

/** One difference between the data model at base and at head. */
export interface DataModelChange {
  /** `orders` or `orders.total`. */
  readonly subject: string;
  readonly change: string;
  readonly location: SourceLocation;
  /** Whether the release can be taken back with its data: `lossy` keeps the schema's way back but not the rows. */
  readonly reversal: "reversible" | "lossy" | "irreversible" | "unknown";
}

/** What a change does to the interfaces and the data that others rely on. */
export interface ContractDelta {
  /** The commit it was compared with, as the user named it. */
  readonly base: string;
  readonly contracts: readonly ComparedContract[];
  readonly changes: readonly ContractChange[];
  readonly dataModel: readonly DataModelChange[];
}
