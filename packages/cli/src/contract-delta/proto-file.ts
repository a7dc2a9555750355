import type { SourceLocation } from "@faultline/contract";
import type {
  Enum,
  Field,
  MapField,
  Method,
  Namespace,
  ReflectionObject,
  Service,
  Type,
} from "protobufjs";

/** A `.proto` file: its package, and every message, enumeration and service, nested ones too. */
export interface ProtoFile {
  readonly name: string;
  readonly package: string;
  readonly start: SourceLocation;
  readonly symbols: readonly ProtoSymbol[];
}

export interface ProtoSymbol {
  readonly kind: "message" | "enum" | "service";
  /** With its package. */
  readonly name: string;
  readonly isDeprecated: boolean;
  readonly location: SourceLocation;
  /** Fields, values or calls. */
  readonly fields: readonly ProtoField[];
  /** True where the number or the name of a field can't be given away. */
  isReserved(field: ProtoField): boolean;
}

export interface ProtoField {
  readonly name: string;
  /** Calls have none. */
  readonly number: number | undefined;
  readonly type: string;
  readonly label: "required" | "optional" | "repeated";
  readonly isDeprecated: boolean;
  readonly location: SourceLocation;
}

/** Throws where the text is no protocol buffer. */
export async function readProto(file: string, text: string): Promise<ProtoFile> {
  const protobufjs = await import("protobufjs");
  const {
    parse,
    Type: MessageType,
    Enum: EnumType,
    Service: ServiceType,
    Namespace: Holder,
  } = protobufjs.default;
  const { root, package: name = "" } = parse(text, { keepCase: true });
  const lines = new Lines(file, text);
  const symbols: ProtoSymbol[] = [];
  const visit = (holder: Pick<Namespace, "nestedArray">): void => {
    for (const one of holder.nestedArray) {
      if (one instanceof ServiceType) symbols.push(serviceOf(one, lines));
      else if (one instanceof EnumType) symbols.push(enumOf(one, lines));
      else if (one instanceof MessageType) symbols.push(messageOf(one, lines));
      if (one instanceof Holder) visit(one);
    }
  };
  visit(root);
  return { name: file, package: name, start: lines.at(0, 1), symbols };
}

function messageOf(message: Type, lines: Lines): ProtoSymbol {
  const block = lines.blockOf("message", message);
  return {
    kind: "message",
    name: nameOf(message),
    isDeprecated: isDeprecated(message),
    location: block.location,
    fields: message.fieldsArray.map((field) => fieldOf(field, block, lines)),
    isReserved: (field) => isAmong(message.reserved, field),
  };
}

function fieldOf(field: Field | MapField, block: Block, lines: Lines): ProtoField {
  return {
    name: field.name,
    number: field.id,
    type:
      "keyType" in field
        ? `map<${field.keyType}, ${plainType(field.type)}>`
        : plainType(field.type),
    label: labelOf(field),
    isDeprecated: isDeprecated(field),
    location: lines.inside(
      block,
      new RegExp(String.raw`\b${field.name}\s*=\s*${String(field.id)}\b`),
    ),
  };
}

/** The parser leaves `reserved` out where there is none. */
function isAmong(
  reserved: readonly (readonly number[] | string)[] | undefined,
  { name, number }: ProtoField,
): boolean {
  return (reserved ?? []).some((range) => {
    if (typeof range === "string") return range === name;
    const [from = Infinity, to = -Infinity] = range;
    return number !== undefined && from <= number && number <= to;
  });
}

function labelOf(field: Field | MapField): ProtoField["label"] {
  if (field.repeated) return "repeated";
  return "required" in field && field.required ? "required" : "optional";
}

/** Without the package, so that a type written in full is the same. */
function plainType(type: string): string {
  return type.replace(/^.*\./, "");
}

function enumOf(list: Enum, lines: Lines): ProtoSymbol {
  const block = lines.blockOf("enum", list);
  return {
    kind: "enum",
    name: nameOf(list),
    isDeprecated: isDeprecated(list),
    location: block.location,
    fields: Object.entries(list.values).map(([name, number]) => ({
      name,
      number,
      type: "value",
      label: "optional" as const,
      isDeprecated: list.valuesOptions?.[name]?.["deprecated"] === true,
      location: lines.inside(block, new RegExp(String.raw`\b${name}\s*=`)),
    })),
    isReserved: (field) => isAmong(list.reserved, field),
  };
}

function serviceOf(service: Service, lines: Lines): ProtoSymbol {
  const block = lines.blockOf("service", service);
  return {
    kind: "service",
    name: nameOf(service),
    isDeprecated: isDeprecated(service),
    location: block.location,
    fields: service.methodsArray.map((method) => ({
      name: method.name,
      number: undefined,
      type: signatureOf(method),
      label: "optional" as const,
      isDeprecated: isDeprecated(method),
      location: lines.inside(block, new RegExp(String.raw`\brpc\s+${method.name}\b`)),
    })),
    isReserved: () => false,
  };
}

function signatureOf({ requestType, requestStream, responseType, responseStream }: Method): string {
  const from = `${requestStream ? "stream " : ""}${plainType(requestType)}`;
  return `${from} → ${responseStream ? "stream " : ""}${plainType(responseType)}`;
}

function nameOf({ fullName }: ReflectionObject): string {
  return fullName.replace(/^\./, "");
}

function isDeprecated({ options }: ReflectionObject): boolean {
  const value: unknown = options?.["deprecated"];
  return value === true || value === "true";
}

interface Block {
  readonly start: number;
  readonly location: SourceLocation;
}

/** The parser keeps no places, so they are looked for in the text. */
class Lines {
  readonly #file: string;
  readonly #text: string;
  /** Offsets at which lines begin. */
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** Where a message, enumeration or service begins; nested ones are looked for inside of what holds them. */
  blockOf(word: "message" | "enum" | "service", symbol: ReflectionObject): Block {
    const holders = nameOf(symbol).split(".");
    let from = 0;
    for (const holder of holders.slice(0, -1)) {
      const found = this.#find(new RegExp(String.raw`^[ \t]*message\s+${holder}\b`, "m"), from);
      if (found !== undefined) from = found;
    }
    const start = this.#find(new RegExp(String.raw`\b${word}\s+${symbol.name}\b`), from) ?? 0;
    return { start, location: this.at(start, word.length + 1 + symbol.name.length) };
  }

  inside({ start, location }: Block, pattern: RegExp): SourceLocation {
    const found = this.#find(pattern, start);
    return found === undefined ? location : this.at(found, 1);
  }

  at(offset: number, length: number): SourceLocation {
    const after = this.#starts.findIndex((start) => start > offset);
    const line = after === -1 ? this.#starts.length : after;
    const column = offset - (this.#starts[line - 1] ?? 0) + 1;
    return { file: this.#file, line, column, endLine: line, endColumn: column + length };
  }

  #find(pattern: RegExp, from: number): number | undefined {
    const found = this.#text.slice(from).search(pattern);
    return found === -1 ? undefined : from + found;
  }
}
