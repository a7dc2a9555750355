import type { Announcement } from "@faultline/contract";
import type { Changes } from "./changes.js";
import { SchemaComparison } from "./compare-schemas.js";
import { keyOf, operationsOf, type Body, type Operation, type Parameter } from "./operation.js";
import type { Specification, SpecNode } from "./specification.js";

/** What all operations of two specifications have to say of each other. */
export function compareOperations(
  changes: Changes,
  context: {
    readonly versioned: Announcement | undefined;
    /** True for an operation that another specification at head has. */
    readonly isElsewhere: (key: string) => boolean;
  },
): void {
  const bases = operationsOf(changes.base);
  const heads = operationsOf(changes.head);
  const schemas = new SchemaComparison(changes);
  for (const [key, base] of bases) {
    const head = heads.get(key);
    const announcement = announcementOf(base) ?? context.versioned;
    if (head) {
      changes.announced(announcement, () => {
        new OperationComparison(changes, schemas, base, head).compare();
      });
    } else if (!context.isElsewhere(key)) {
      const next = isReplaced(base, heads) ? "versioned" : undefined;
      changes.add({
        effect: "breaking",
        subject: base.name,
        change: "was removed",
        at: heldBy(changes.head, base),
        reason: "Clients that call it get 404 or 405.",
        migration:
          "Keep it, marked `deprecated: true`, until no client calls it; or serve the new form below a new version.",
        announcement: announcement ?? next,
      });
    }
  }
  for (const [key, head] of heads) {
    if (!bases.has(key))
      changes.add({
        effect: "non-breaking",
        subject: head.name,
        change: "was added",
        at: head.node,
      });
  }
}

function announcementOf({ isDeprecated, isUnstable }: Operation): Announcement | undefined {
  if (isUnstable) return "unstable";
  return isDeprecated ? "deprecated" : undefined;
}

const VERSION = /\/v(\d+)(?=\/|$)/;

/** True where a later version of the same path exists. */
function isReplaced({ method, path }: Operation, heads: ReadonlyMap<string, Operation>): boolean {
  const version = VERSION.exec(path);
  if (!version) return false;
  return [1, 2].some((step) =>
    heads.has(keyOf(method, path.replace(VERSION, `/v${String(Number(version[1]) + step)}`))),
  );
}

/** The path at head, where only a method of it is gone; else the paths. */
function heldBy(head: Specification, { path }: Operation): SpecNode {
  const paths = head.child(head.root, "paths");
  return (paths && (head.child(paths, path) ?? paths)) ?? head.root;
}

/** One operation at base and at head. */
class OperationComparison {
  readonly #changes: Changes;
  readonly #schemas: SchemaComparison;
  readonly #base: Operation;
  readonly #head: Operation;

  constructor(changes: Changes, schemas: SchemaComparison, base: Operation, head: Operation) {
    this.#changes = changes;
    this.#schemas = schemas;
    this.#base = base;
    this.#head = head;
  }

  compare(): void {
    if (this.#head.isDeprecated && !this.#base.isDeprecated)
      this.#add("deprecated", "", "was deprecated", this.#head.node);
    this.#parameters();
    this.#body();
    this.#answers();
    this.#security();
  }

  #parameters(): void {
    const renamed = pathNames(this.#base.path, this.#head.path);
    const keyOfParameter = ({ in: place, name }: Parameter): string => `${place} ${name}`;
    const heads = new Map(this.#head.parameters.map((one) => [keyOfParameter(one), one]));
    const kept = new Set<string>();
    for (const base of this.#base.parameters) {
      const name = base.in === "path" ? (renamed.get(base.name) ?? base.name) : base.name;
      const key = `${base.in} ${name}`;
      kept.add(key);
      const head = heads.get(key);
      const subject = `${base.in} parameter ${base.name}`;
      if (head) this.#parameter(base, head, subject);
      else if (base.in !== "path")
        this.#add("risky", subject, "was removed", this.#head.node, {
          reason: "What clients ask for with it is ignored.",
          migration: "Keep it, as deprecated, until no client sends it.",
          announcement: base.isDeprecated ? "deprecated" : undefined,
        });
    }
    for (const [key, head] of heads) {
      if (kept.has(key) || head.in === "path") continue;
      this.#addedParameter(head);
    }
  }

  #parameter(base: Parameter, head: Parameter, subject: string): void {
    if (head.isRequired && !base.isRequired && head.in !== "path")
      this.#add("breaking", subject, "became required", head.node, {
        reason: "Requests of clients that leave it out are refused.",
        migration: "Keep it optional, with a default for those who leave it out.",
      });
    if (head.isDeprecated && !base.isDeprecated)
      this.#add("deprecated", subject, "was deprecated", head.node);
    this.#schemas.compare(base.schema, head.schema, "request", `${this.#head.name} → ${subject}`);
  }

  #addedParameter(head: Parameter): void {
    const subject = `${head.in} parameter ${head.name}`;
    if (head.isRequired)
      this.#add("breaking", subject, "was added, and is required", head.node, {
        reason: "Requests of clients that don't know it are refused.",
        migration: "Make it optional, with a default for those who leave it out.",
      });
    else this.#add("non-breaking", subject, "was added", head.node);
  }

  #body(): void {
    const base = this.#base.body;
    const head = this.#head.body;
    if (!head) {
      if (base)
        this.#add("risky", "request body", "was removed", this.#head.node, {
          reason: "What clients still send in it is ignored.",
        });
      return;
    }
    if (head.isRequired && !base?.isRequired)
      this.#add(
        "breaking",
        "request body",
        base ? "became required" : "was added, and is required",
        head.node,
        {
          reason: "Requests without one are refused.",
          migration: "Keep it optional.",
        },
      );
    if (base) this.#media(base, head, "request", "request body");
  }

  #answers(): void {
    const heads = this.#head.answers;
    for (const [status, base] of this.#base.answers) {
      const head = heads.get(status);
      if (head) this.#media(base, head, "answer", `answer ${status}`);
      else if (status.startsWith("2")) this.#removedAnswer(status);
    }
    for (const [status, head] of heads) {
      if (!this.#base.answers.has(status))
        this.#add("non-breaking", `answer ${status}`, "was added", head.node);
    }
  }

  #removedAnswer(status: string): void {
    const heads = this.#head.answers;
    const isCovered = heads.has("2XX") || heads.has("DEFAULT");
    const others = [...heads.keys()].filter((other) => other.startsWith("2"));
    this.#add(
      isCovered || others.length === 0 ? "risky" : "breaking",
      `answer ${status}`,
      others.length > 0 ? `was replaced by ${others.join(", ")}` : "was removed",
      this.#head.node,
      {
        reason: "Clients that wait for this status take another for a failure.",
        migration: "Keep the status, or answer with the new one in a new version.",
      },
    );
  }

  #media(base: Body, head: Body, direction: "request" | "answer", subject: string): void {
    for (const [type, schema] of base.content) {
      if (head.content.has(type)) {
        const full = `${this.#head.name} → ${subject}`;
        this.#schemas.compare(schema, head.content.get(type), direction, full);
      } else if (head.content.size > 0 && !isCoveredBy(type, head.content)) {
        this.#add("breaking", subject, `is no longer ${type}`, head.node, {
          reason:
            direction === "request"
              ? "Requests of that type are refused with 415."
              : "Clients that ask for that type can't read what they get.",
          migration: "Keep the media type beside the new one.",
        });
      }
    }
    for (const type of head.content.keys()) {
      if (!base.content.has(type) && base.content.size > 0)
        this.#add("non-breaking", subject, `may be ${type}`, head.node);
    }
  }

  #security(): void {
    const bases = this.#base.security;
    const heads = this.#head.security;
    const isOpen = heads.length === 0 || heads.some((requirement) => requirement.size === 0);
    if (isOpen) return;
    const wasOpen = bases.length === 0 || bases.some((requirement) => requirement.size === 0);
    const isKept = (base: Operation["security"][number]): boolean =>
      heads.some((head) =>
        [...head].every(([scheme, scopes]) => {
          const granted = base.get(scheme);
          return granted && [...scopes].every((scope) => granted.has(scope));
        }),
      );
    if (wasOpen)
      this.#add("breaking", "", "asks for credentials now", this.#head.node, {
        reason: "Clients that send none get 401.",
        migration: "Give clients credentials before they are asked for.",
      });
    else if (!bases.every(isKept))
      this.#add("breaking", "", "asks for other credentials", this.#head.node, {
        reason: "Clients with the old credentials get 401 or 403.",
        migration: "Take the old credentials beside the new ones until clients have moved.",
      });
  }

  #add(
    effect: "breaking" | "risky" | "non-breaking" | "deprecated",
    part: string,
    change: string,
    at: SpecNode,
    rest: {
      readonly reason?: string;
      readonly migration?: string;
      readonly announcement?: Announcement | undefined;
    } = {},
  ): void {
    const { name } = this.#head;
    const { announcement, ...notes } = rest;
    this.#changes.add({
      effect,
      subject: part === "" ? name : `${name} → ${part}`,
      change,
      at,
      ...notes,
      ...(announcement && { announcement }),
    });
  }
}

/** The new name of each parameter of a path. */
function pathNames(base: string, head: string): ReadonlyMap<string, string> {
  const names = (path: string): readonly string[] =>
    [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  const heads = names(head);
  return new Map(names(base).map((name, index) => [name, heads[index] ?? name]));
}

function isCoveredBy(type: string, content: Body["content"]): boolean {
  const [group = ""] = type.split("/");
  return content.has("*/*") || content.has(`${group}/*`) || type === "*/*" || type.endsWith("/*");
}
