import type { Announcement } from "@faultline/contract";
import type { Changes, Difference } from "./changes.js";
import {
  compareLimits,
  compareTypes,
  compareValues,
  type Direction,
  type Report,
} from "./compare-values.js";
import { schemaOf, type Schema } from "./schema.js";
import type { SpecNode } from "./specification.js";

const MAX_DEPTH = 40;

interface Pair {
  readonly base: SpecNode;
  readonly head: SpecNode;
  /** `GET /orders → answer 200 items[]`. */
  readonly subject: string;
  readonly depth: number;
}

/** Compares schemas, each pair of them once in each direction, at the first place that leads to it. */
export class SchemaComparison {
  readonly #changes: Changes;
  readonly #seen = new Set<string>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  compare(
    base: SpecNode | undefined,
    head: SpecNode | undefined,
    direction: Direction,
    subject: string,
  ): void {
    if (base && head) this.#pair({ base, head, subject, depth: 0 }, direction);
  }

  #pair(pair: Pair, direction: Direction): void {
    const key = `${direction} ${keyOf(pair.base)} ${keyOf(pair.head)}`;
    if (pair.depth > MAX_DEPTH || this.#seen.has(key)) return;
    this.#seen.add(key);
    const base = schemaOf(this.#changes.base, pair.base);
    const head = schemaOf(this.#changes.head, pair.head);
    const report = (found: Omit<Difference, "at" | "subject"> & Partial<Difference>): void => {
      this.#changes.add({ at: pair.head, subject: pair.subject, ...found });
    };
    if (compareTypes(base, head, direction, report)) return;
    compareValues(base, head, direction, report);
    if (direction === "request") compareLimits(base, head, report);
    this.#properties(pair, { base, head }, direction);
    this.#variants(pair, { base, head }, direction, report);
    if (base.items && head.items)
      this.#pair(deeper(pair, base.items, head.items, `${pair.subject}[]`), direction);
  }

  #properties(pair: Pair, { base, head }: Schemas, direction: Direction): void {
    for (const [name, property] of base.properties) {
      const other = head.properties.get(name);
      const subject = inside(pair.subject, name);
      if (isOneWay(property, direction)) continue;
      if (other) {
        this.#presence({ name, subject, at: other }, { base, head }, direction);
        this.#deprecation(property, other, subject);
        this.#pair(deeper(pair, property, other, subject), direction);
      } else this.#removed({ name, subject, at: head.holder, property }, { base, head }, direction);
    }
    for (const [name, property] of head.properties) {
      if (base.properties.has(name) || isOneWay(property, direction)) continue;
      this.#added(
        { name, subject: inside(pair.subject, name), at: property },
        { base, head },
        direction,
      );
    }
  }

  #added({ name, subject, at }: Property, { base, head }: Schemas, direction: Direction): void {
    const cause = `${direction} ${keyOf(at)}`;
    const isAsked = direction === "request" && head.required.has(name) && !hasDefault(at);
    // A name that was asked for without a description is only described now.
    if (isAsked && !base.required.has(name))
      this.#changes.add({
        effect: "breaking",
        subject,
        change: "was added, and is required",
        at,
        cause,
        reason: "Requests of clients that don't know it are refused.",
        migration: "Make it optional, with a default for those who leave it out.",
      });
    else this.#changes.add({ effect: "non-breaking", subject, change: "was added", at, cause });
  }

  #removed(
    { name, subject, at, property }: Property & { readonly property: SpecNode },
    { base, head }: Schemas,
    direction: Direction,
  ): void {
    // Where a schema became open or opaque, nothing says that the property is gone.
    if (head.properties.size === 0 && !head.isClosed) return;
    const isAnnounced = this.#changes.base.isTrue(property, "deprecated");
    const announcement: Announcement | undefined = isAnnounced ? "deprecated" : undefined;
    const cause = `${direction} ${keyOf(property)}`;
    const rest = { subject, at, cause, change: "was removed", announcement };
    if (direction === "request") {
      this.#changes.add({
        ...rest,
        effect: head.isClosed ? "breaking" : "risky",
        reason: head.isClosed
          ? "Requests that still send it are refused."
          : "What clients still send in it is ignored.",
        migration: "Keep taking it, as deprecated, until no client sends it.",
      });
      return;
    }
    const isPromised = base.required.has(name) || base.required.size === 0;
    this.#changes.add({
      ...rest,
      effect: isPromised ? "breaking" : "risky",
      reason: "Clients that read it find nothing.",
      migration: "Keep it, as deprecated, beside what replaces it until clients have moved.",
    });
  }

  #presence({ name, subject, at }: Property, { base, head }: Schemas, direction: Direction): void {
    const cause = `${direction} ${keyOf(at)}`;
    const was = base.required.has(name);
    const is = head.required.has(name);
    if (was === is) return;
    if (direction === "request" && is && !hasDefault(at))
      this.#changes.add({
        effect: "breaking",
        subject,
        change: "became required",
        at,
        cause,
        reason: "Requests of clients that leave it out are refused.",
        migration: "Keep it optional, with a default for those who leave it out.",
      });
    else if (direction === "answer" && was)
      this.#changes.add({
        effect: "breaking",
        subject,
        change: "became optional",
        at,
        cause,
        reason: "Clients that rely on it find nothing.",
        migration: "Keep sending it, with an empty value where there is none.",
      });
    else
      this.#changes.add({
        effect: "non-breaking",
        subject,
        change: is ? "became required" : "became optional",
        at,
        cause,
      });
  }

  #deprecation(base: SpecNode, head: SpecNode, subject: string): void {
    if (
      this.#changes.head.isTrue(head, "deprecated") &&
      !this.#changes.base.isTrue(base, "deprecated")
    )
      this.#changes.add({ effect: "deprecated", subject, change: "was deprecated", at: head });
  }

  /** Variants have no names, so only those that are the same in both can be told. */
  #variants(pair: Pair, { base, head }: Schemas, direction: Direction, report: Report): void {
    if (base.variants.length === 0 || head.variants.length === 0) return;
    const bases = new Map(base.variants.map((variant) => [variantName(variant), variant]));
    const heads = new Map(head.variants.map((variant) => [variantName(variant), variant]));
    for (const [name, variant] of bases) {
      const other = heads.get(name);
      if (other) this.#pair(deeper(pair, variant, other, pair.subject), direction);
      else if (direction === "request" && heads.size < bases.size)
        report({
          effect: "risky",
          change: `no longer takes ${name}`,
          reason: "Requests in that form may be refused.",
        });
    }
    const isMore = [...heads.keys()].some((name) => !bases.has(name)) && heads.size > bases.size;
    if (direction === "answer" && isMore)
      report({
        effect: "risky",
        change: "has a new variant",
        reason: "Clients that tell all variants apart don't know it.",
      });
  }
}

interface Schemas {
  readonly base: Schema;
  readonly head: Schema;
}

interface Property {
  readonly name: string;
  readonly subject: string;
  /** At head: the property, or the schema that had it. */
  readonly at: SpecNode;
}

function isOneWay({ value }: SpecNode, direction: Direction): boolean {
  const key = direction === "request" ? "readOnly" : "writeOnly";
  return typeof value === "object" && value !== null && Reflect.get(value, key) === true;
}

function hasDefault({ value }: SpecNode): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "default");
}

/** By what it refers to; in place, by what it says. */
function variantName({ pointer, value }: SpecNode): string {
  const place = pointer.at(-2);
  const isNamed = place === "schemas" || place === "definitions";
  return isNamed ? String(pointer.at(-1)) : JSON.stringify(value).slice(0, 200);
}

function deeper(pair: Pair, base: SpecNode, head: SpecNode, subject: string): Pair {
  return { base, head, subject, depth: pair.depth + 1 };
}

function inside(subject: string, name: string): string {
  const plain = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return /(?:body|answer \S+)$/.test(subject) ? `${subject} ${plain}` : `${subject}.${plain}`;
}

function keyOf({ file, pointer }: SpecNode): string {
  return `${file}#${pointer.join("/")}`;
}
