import type { Announcement, ContractChange, ContractEffect } from "@faultline/contract";
import type { Specification, SpecNode } from "./specification.js";

/** A difference, before it is known where it stands and what announces it. */
export interface Difference {
  readonly effect: ContractEffect;
  readonly subject: string;
  readonly change: string;
  readonly at: SpecNode;
  /** What is described once and used in several places: they all have the same difference. */
  readonly cause?: string;
  readonly reason?: string;
  readonly migration?: string;
  readonly announcement?: Announcement | undefined;
}

/** The differences between two specifications, each once. */
export class Changes {
  readonly base: Specification;
  readonly head: Specification;
  readonly #found = new Map<string, ContractChange>();
  #announcement: Announcement | undefined;

  constructor(base: Specification, head: Specification) {
    this.base = base;
    this.head = head;
  }

  /** What tells clients of every break that is found inside of `compare`. */
  announced(announcement: Announcement | undefined, compare: () => void): void {
    const before = this.#announcement;
    this.#announcement = announcement;
    compare();
    this.#announcement = before;
  }

  add({ at, cause, announcement = this.#announcement, ...rest }: Difference): void {
    const isBreak = rest.effect === "breaking" || rest.effect === "risky";
    const location = this.head.placeOf(at);
    const change: ContractChange = {
      language: "openapi",
      ...rest,
      location,
      ...(isBreak && announcement && { announcement }),
    };
    const key = `${rest.effect} ${cause ?? rest.subject} ${rest.change}`;
    if (!this.#found.has(key)) this.#found.set(key, change);
  }

  all(): readonly ContractChange[] {
    return [...this.#found.values()];
  }
}
