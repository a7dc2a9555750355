import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import { constantOf } from "../bindings/constant.js";
import type { Access, RequestDetails } from "../details.js";
import { boundFromOutside } from "../flow/bounding.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { withInsertion } from "./insertion.js";
import { timeLimits } from "./limit.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** RFC 9110 section 9.2.2: methods that may be repeated without asking. */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

const READING = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** What a library says of one request. */
export interface Request extends Partial<RequestDetails> {
  readonly timeout: Fact;
  /** Whether the limits that it is given take effect. */
  readonly effects?: readonly (Fact | undefined)[];
  /** Upper case; undefined when the source does not fix it. */
  readonly method?: string | undefined;
  readonly url?: Node | undefined;
  /** The headers argument or option. */
  readonly headers?: OptionValue;
  /** The argument that takes the limit. */
  readonly optionsAt?: number;
  /** What lets the other side tell a repetition, where the library takes care of that itself. */
  readonly idempotency?: Fact;
}

/** A request to another service. */
export function outboundCall(call: LibraryCall, request: Request): DraftOf<"outbound-call"> {
  const { node } = call;
  const { timeout, effects = [], method, optionsAt } = request;
  const fromOutside =
    timeout.state === "absent" ? excusedByPlace(call, request.headers) : undefined;
  const own = optionsAt === undefined ? timeout : withInsertion(timeout, call, optionsAt);
  return {
    kind: "outbound-call",
    library: call.library,
    operation: call.operation,
    node: node.callee,
    extent: node,
    target: [method, request.url && urlText(call, request.url)].filter(Boolean).join(" "),
    mechanisms: {
      ...timeLimits(fromOutside ?? own, ...effects),
      retry: unknown("its callers may repeat it"),
      "idempotency-key": request.idempotency ?? repeatable(call, request),
    },
    details: {
      access: request.access ?? accessOf(method),
      url: request.url,
      ownAttempts: request.ownAttempts,
      withoutRetries: request.withoutRetries,
      timeoutMs: request.timeoutMs,
    },
  };
}

function accessOf(method: string | undefined): Access {
  if (method === undefined) return "unknown";
  return READING.has(method) ? "read" : "write";
}

/** What the place of a call says of a limit that the call itself lacks. */
export function excusedByPlace(
  { facts, node }: Pick<LibraryCall, "facts" | "node">,
  headers?: OptionValue,
): Fact | undefined {
  if (!enclosingFunction(node)) return unknown("it runs once, when the module loads");
  if (facts.source.path !== undefined && facts.package.isBesideCommand(facts.source.path))
    return unknown("it stands among commands that people run by hand");
  return opensEventStream(facts, headers)
    ? unknown("an event stream stays open")
    : boundFromOutside(facts, node);
}

function opensEventStream(facts: FileFacts, headers: OptionValue | undefined): boolean {
  if (headers?.state !== "given") return false;
  return ["accept", "Accept"].some((name) => {
    const option = readOption(facts.bindings, headers.node, name);
    return option.state === "constant" && option.value === "text/event-stream";
  });
}

/** The method an options argument names, `GET` when it names none; undefined when the file does not fix it. */
export function methodOf(option: OptionValue): string | undefined {
  if (option.state === "absent") return "GET";
  return option.state === "constant" && typeof option.value === "string"
    ? option.value.toUpperCase()
    : undefined;
}

function repeatable(call: LibraryCall, { method, headers }: Request): Fact {
  if (method !== undefined && IDEMPOTENT.has(method)) return present(`${method} can be repeated`);
  if (headers?.state === "absent")
    return absent("no idempotency key is sent", "headers: { 'Idempotency-Key': id }");
  if (headers?.state !== "given") return unknown("the headers can't be read here");
  const keys = ["idempotency-key", "Idempotency-Key", "x-idempotency-key", "X-Idempotency-Key"];
  const found = keys.map((key) => readOption(call.facts.bindings, headers.node, key));
  if (found.some((option) => option.state === "given" || option.state === "constant")) {
    return present("an idempotency key is sent");
  }
  return found.some((option) => option.state === "unknown")
    ? unknown("the headers can't be read here")
    : absent("no idempotency key is sent", "headers: { 'Idempotency-Key': id }");
}

/** The part of a URL that the source fixes: a literal, or a template with its expressions left out. */
function urlText(call: LibraryCall, url: Node): string | undefined {
  const constant = constantOf(call.facts.bindings, url);
  if (typeof constant?.value === "string") return constant.value;
  if (url.type === "TemplateLiteral") return url.quasis.map((quasi) => quasi.value.raw).join("…");
  return undefined;
}
