import { absent, unknown, type Fact } from "@faultline/contract";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import { unwrap } from "../bindings/static-name.js";
import { client } from "../kinds/client.js";
import { effectOf, missingLimit } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/**
 * Connection, request and socket limits are 0, which is none; what is over `requestTimeout` is only
 * warned of unless `throwOnRequestTimeout` is set (`@smithy/node-http-handler` 4.14).
 */
const MISSING = {
  without: "the AWS SDK has no time limit by default",
  remedy:
    "requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true }",
};

/** Classes of a client package that are no clients. */
const NO_CLIENT = /(?:Command|Exception|Error|\$)$/;

function construct(call: LibraryCall) {
  if (NO_CLIENT.test(call.operation)) return undefined;
  const handler = call.option(0, "requestHandler");
  return client(call, {
    timeout: timeout(call, handler),
    effects: handler.state === "given" ? effects(call, handler) : [],
    optionsAt: 0,
  });
}

function timeout(call: LibraryCall, handler: OptionValue): Fact {
  if (onlySigns(call)) return unknown("it only signs addresses, and calls no one");
  if (handler.state === "absent")
    return call.facts.packageMentions(SENDS_SIGNAL)
      ? unknown("its calls may carry a signal of their own")
      : missingLimit(MISSING);
  return unknown("its request handler may limit it");
}

/** `getSignedUrl` needs a client and sends nothing (`@aws-sdk/s3-request-presigner`). */
function onlySigns({ facts }: LibraryCall): boolean {
  return (
    facts.mentions(/\bgetSignedUrl\b|\bcreatePresignedPost\b/) &&
    !facts.mentions(/\.send\(|\bmulterS3\b|\bnew Upload\(/)
  );
}

const SENDS_SIGNAL = /\.send\([^;]*\babortSignal\b/;

/** A handler's own limits: `requestHandler: { … }` and `new NodeHttpHandler({ … })`. */
function effects({ facts }: LibraryCall, handler: OptionValue): readonly (Fact | undefined)[] {
  if (handler.state !== "given") return [];
  const node = unwrap(handler.node);
  const options = node.type === "NewExpression" ? node.arguments[0] : node;
  const option = (name: string): OptionValue => readOption(facts.bindings, options, name);
  const isOption = (name: string): boolean => option(name).state !== "absent";
  const onlyWarns =
    isOption("requestTimeout") &&
    !isOption("throwOnRequestTimeout") &&
    !isOption("socketTimeout") &&
    option("requestTimeout").state !== "unknown";
  return [
    ...["connectionTimeout", "requestTimeout", "socketTimeout"].map((name) =>
      effectOf(name, option(name)),
    ),
    // Before 4.2, `requestTimeout` was an idle limit of the socket, and ended the request.
    onlyWarns && facts.package.isSince("@smithy/node-http-handler", 4, 2) ? ONLY_WARNS : undefined,
  ];
}

const ONLY_WARNS: Fact = absent(
  "`requestTimeout` alone only logs a warning",
  "throwOnRequestTimeout: true",
);

/** Options of a client that change how often it tries. */
const REPEATS = ["maxAttempts", "retryMode", "retryStrategy"];

/** Three by default (README of `@smithy/util-retry`), where the client is seen to be made without more. */
function attempts({ facts, origin }: LibraryCall): number | undefined {
  const { creation } = origin;
  if (!creation) return undefined;
  const isPlain = REPEATS.every(
    (name) => readOption(facts.bindings, creation.arguments[0], name).state === "absent",
  );
  return isPlain ? 3 : undefined;
}

/** `client.send(command, { abortSignal })`. */
function send(call: LibraryCall) {
  const name = commandOf(call);
  return outboundCall(call, {
    access: name === undefined ? "unknown" : accessOf(name),
    timeout: unknown("the client is judged where it is created"),
    ownAttempts: attempts(call),
    withoutRetries: "maxAttempts: 1",
  });
}

function commandOf(call: LibraryCall): string | undefined {
  const command = call.argument(0);
  const origin = command && call.facts.bindings.origin(command);
  return origin && /(\w+)Command$/.exec(origin.path)?.[1];
}

function accessOf(command: string): "read" | "write" {
  return /^(?:Get|List|Head|Describe|Query|Scan|BatchGet|Search|Select)/.test(command)
    ? "read"
    : "write";
}

export const awsSdk: Library = defineLibrary({
  packages: ["@aws-sdk/client-*"],
  docs: "https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/CLIENTS.md",
  configuration: {
    "new *": {
      credentials: [
        "0.credentials.secretAccessKey",
        "0.secretAccessKey",
        "0.credentials.sessionToken",
      ],
    },
  },
  sites: { "new *": construct, "new *.send()": send },
});
