import type { Announcement, ContractChange, SourceLocation } from "@faultline/contract";
import type { ProtoField, ProtoFile, ProtoSymbol } from "./proto-file.js";

/** Types whose bytes are read as one another. */
const SAME_BYTES = [
  ["int32", "uint32", "int64", "uint64", "bool"],
  ["sint32", "sint64"],
  ["string", "bytes"],
  ["fixed32", "sfixed32"],
  ["fixed64", "sfixed64"],
];

type Notes = Partial<Pick<ContractChange, "reason" | "migration">> & {
  readonly announcement?: Announcement | undefined;
};

/** A field that is gone, with the one that has its number now. */
interface Removal {
  readonly field: ProtoField;
  /** What held it, at head. */
  readonly head: ProtoSymbol;
  readonly heir: ProtoField | undefined;
  /** False where that one was there before, with another number. */
  readonly isRenamed: boolean;
}

/** What changed between all messages, enumerations and services of two states. */
export class ProtoComparison {
  readonly #bases: readonly ProtoFile[];
  readonly #heads: ReadonlyMap<string, ProtoSymbol>;
  readonly #files: readonly ProtoFile[];
  /** False where a file can't be read, so that what is missing may be in it. */
  readonly #isWhole: boolean;
  readonly #changes: ContractChange[] = [];

  constructor(bases: readonly ProtoFile[], heads: readonly ProtoFile[], isWhole: boolean) {
    this.#bases = bases;
    this.#files = heads;
    this.#heads = new Map(heads.flatMap(({ symbols }) => symbols.map((one) => [one.name, one])));
    this.#isWhole = isWhole;
  }

  compare(): readonly ContractChange[] {
    const known = new Set<string>();
    for (const file of this.#bases) {
      for (const base of file.symbols) {
        known.add(base.name);
        const head = this.#heads.get(base.name);
        const before = this.#changes.length;
        if (head) this.#symbol(base, head);
        else if (this.#isWhole) this.#gone(base, file);
        this.#announce(before, file, base);
      }
    }
    for (const head of this.#heads.values())
      if (!known.has(head.name)) this.#add("non-breaking", head.name, "was added", head.location);
    return this.#changes;
  }

  #symbol(base: ProtoSymbol, head: ProtoSymbol): void {
    if (head.isDeprecated && !base.isDeprecated)
      this.#add("deprecated", base.name, "was deprecated", head.location);
    const byName = new Map(head.fields.map((field) => [field.name, field]));
    const byNumber = new Map(head.fields.map((field) => [field.number, field]));
    for (const field of base.fields) {
      const same = byName.get(field.name);
      const subject = `${base.name}.${field.name}`;
      if (same) this.#field(subject, field, same, base.kind);
      else {
        const heir = field.number === undefined ? undefined : byNumber.get(field.number);
        const isKnown = base.fields.some(({ name }) => name === heir?.name);
        this.#removed(subject, { field, head, heir, isRenamed: !isKnown });
      }
    }
    const names = new Set(base.fields.map(({ name }) => name));
    for (const field of head.fields) {
      const isRenamed = base.fields.some(
        ({ number }) => number !== undefined && number === field.number,
      );
      if (!names.has(field.name) && !isRenamed) this.#added(head, field);
    }
  }

  #added(owner: ProtoSymbol, field: ProtoField): void {
    const subject = `${owner.name}.${field.name}`;
    if (field.label === "required")
      this.#add("breaking", subject, "was added, and is required", field.location, {
        reason: "Messages of programs that don't know it can't be read.",
        migration: "Make it optional.",
      });
    else this.#add("non-breaking", subject, "was added", field.location);
  }

  #removed(subject: string, { field, head, heir, isRenamed }: Removal): void {
    const announcement = field.isDeprecated ? "deprecated" : undefined;
    if (head.kind === "service") {
      this.#add("breaking", subject, "was removed", head.location, {
        reason: "Clients that call it get UNIMPLEMENTED.",
        migration: "Keep it, with `option deprecated = true`, until no client calls it.",
        announcement,
      });
    } else if (heir && isRenamed && isSameType(field, heir)) {
      this.#add("risky", subject, `was renamed to ${heir.name}`, heir.location, {
        reason: "The bytes stay the same; JSON and code that is made from the file don't.",
        migration: "Keep the name, or set `json_name` and tell those who build on it.",
        announcement,
      });
    } else if (heir) {
      this.#add(
        "breaking",
        subject,
        `gave its number ${String(field.number)} to ${heir.name}`,
        heir.location,
        {
          reason: "Programs of either version read the other's value as their own.",
          migration: "Give the new field a number of its own, and reserve the old one.",
        },
      );
    } else {
      const isReserved = head.isReserved(field);
      this.#add(isReserved ? "risky" : "breaking", subject, "was removed", head.location, {
        reason: isReserved
          ? "Programs that read it find nothing."
          : `Programs that read it find nothing, and its number ${String(field.number)} may be given away.`,
        migration: `Write \`reserved ${String(field.number)};\` and \`reserved "${field.name}";\` in its place.`,
        announcement,
      });
    }
  }

  #field(subject: string, base: ProtoField, head: ProtoField, kind: ProtoSymbol["kind"]): void {
    if (head.isDeprecated && !base.isDeprecated)
      this.#add("deprecated", subject, "was deprecated", head.location);
    if (base.number !== head.number) {
      this.#add(
        "breaking",
        subject,
        `changed its number from ${String(base.number)} to ${String(head.number)}`,
        head.location,
        {
          reason: "Programs of either version don't find it in the other's messages.",
          migration: "Keep the number.",
        },
      );
      return;
    }
    if (base.type !== head.type) {
      const isRisky = kind !== "service" && isSameType(base, head);
      this.#add(
        isRisky ? "risky" : "breaking",
        subject,
        `changed its type from ${base.type} to ${head.type}`,
        head.location,
        {
          reason: isRisky
            ? "Values that the other type can't hold are cut."
            : "Programs of either version can't read the other's messages.",
          migration:
            kind === "service"
              ? "Add a call of the new form."
              : "Add a field of the new type with a number of its own.",
        },
      );
    } else if (
      base.label !== head.label &&
      (base.label === "repeated" || head.label === "repeated")
    ) {
      this.#add(
        "breaking",
        subject,
        head.label === "repeated" ? "became repeated" : "is no longer repeated",
        head.location,
        {
          reason: "Programs of the other version keep one value, or none.",
          migration: "Add a field of the new form with a number of its own.",
        },
      );
    }
  }

  #gone(base: ProtoSymbol, file: ProtoFile): void {
    const home = this.#files.find(({ name }) => name === file.name);
    const location = home?.start ?? base.location;
    if (base.kind === "service") {
      this.#add("breaking", base.name, "was removed", location, {
        reason: "Clients that call it get UNIMPLEMENTED.",
        migration: "Keep it, with `option deprecated = true`, until no client calls it.",
      });
      return;
    }
    const short = base.name.replace(/^.*\./, "");
    const heir = [...this.#heads.values()].find(({ name }) => name.endsWith(`.${short}`));
    // What used it on the wire is reported by itself.
    this.#add(
      "risky",
      base.name,
      heir ? `moved to ${heir.name}` : "was removed",
      heir?.location ?? location,
      {
        reason: "Code that is made from the file no longer has it.",
        migration: "Keep it, with `option deprecated = true`, until nobody uses it.",
      },
    );
  }

  /** A package that says it is not finished, one that a later one stands beside, what was deprecated as a whole. */
  #announce(from: number, { package: name }: ProtoFile, base: ProtoSymbol): void {
    const isUnstable =
      /(?:^|\.)v\d+(?:(?:alpha|beta)\d*|p\d+(?:alpha|beta)\d*|test\w*)(?:\.|$)/.test(name);
    const version = /(?:^|\.)v(\d+)(?:\.|$)/.exec(name);
    const next = version && name.replace(/v\d+(?=\.|$)/, `v${String(Number(version[1]) + 1)}`);
    const isReplaced =
      next !== null &&
      !this.#heads.has(base.name) &&
      this.#heads.has(base.name.replace(name, next));
    const announcement: Announcement | undefined = isUnstable
      ? "unstable"
      : base.isDeprecated
        ? "deprecated"
        : isReplaced
          ? "versioned"
          : undefined;
    if (!announcement) return;
    for (let index = from; index < this.#changes.length; index += 1) {
      const change = this.#changes[index];
      if (change && (change.effect === "breaking" || change.effect === "risky"))
        this.#changes[index] = { announcement, ...change };
    }
  }

  #add(
    effect: ContractChange["effect"],
    subject: string,
    change: string,
    location: SourceLocation,
    { announcement, ...notes }: Notes = {},
  ): void {
    this.#changes.push({
      language: "protobuf",
      effect,
      subject,
      change,
      location,
      ...notes,
      ...(announcement && { announcement }),
    });
  }
}

function isSameType(a: ProtoField, b: ProtoField): boolean {
  if (a.label !== b.label && (a.label === "repeated" || b.label === "repeated")) return false;
  return (
    a.type === b.type ||
    SAME_BYTES.some((group) => group.includes(a.type) && group.includes(b.type))
  );
}
