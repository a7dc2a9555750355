import { present, unknown, type Fact } from "@faultline/contract";
import { chainAfter } from "../flow/call-chain.js";
import { effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const MISSING = {
  without:
    "axios has no time limit by default, and the module that provides this service sets none",
  remedy: "timeout: 5_000",
};

function request(name: string, config: number): Recognise {
  return (call) => {
    const option = call.option(config, "timeout");
    return outboundCall(call, {
      method: name === "request" ? undefined : name.toUpperCase(),
      url: call.argument(0),
      headers: call.option(config, "headers"),
      timeout: timeout(call, config),
      effects: [effectOf("timeout", option)],
      optionsAt: config,
      ownAttempts: 1,
      timeoutMs: limitMs(call.facts, option),
    });
  };
}

/** What gives the module of all calls a limit, or may: its registration, or what changes its axios. */
const SETS_DEFAULTS =
  /\bHttpModule\s*\.\s*register(?:Async)?\b|\baxiosRef\b|\baxios\.(?:defaults|interceptors)\b/;

function timeout(call: LibraryCall, config: number): Fact {
  const own = limitFact("timeout", call.option(config, "timeout"), MISSING);
  if (own.state !== "absent") return own;
  const signal = limitFact("signal", call.option(config, "signal"), MISSING);
  if (signal.state !== "absent") return signal;
  const piped = limitInPipe(call);
  if (piped) return piped;
  return call.facts.packageMentions(SETS_DEFAULTS)
    ? unknown("the module's registration may set a limit")
    : own;
}

/** Operators that end a stream or may; those of the project may as well. */
const ENDING = /^(?:timeout|timeoutWith|race|takeUntil)$/;

function limitInPipe({ facts, node }: LibraryCall): Fact | undefined {
  for (const { name, call } of chainAfter(node)) {
    if (name !== "pipe") continue;
    for (const operator of call.arguments) {
      const callee = operator.type === "CallExpression" ? operator.callee : operator;
      const origin = facts.bindings.origin(callee);
      if (!origin?.module.startsWith("rxjs")) return unknown("an operator may limit it");
      if (ENDING.test(origin.path)) return present(`\`${origin.path}\` in its pipe`);
    }
  }
  return undefined;
}

const VERBS = { get: 1, delete: 1, head: 1, post: 2, put: 2, patch: 2, request: 0 };

export const nestjsAxios: Library = defineLibrary({
  packages: ["@nestjs/axios"],
  docs: "https://docs.nestjs.com/techniques/http-module",
  sites: Object.fromEntries(
    Object.entries(VERBS).map(([name, config]) => [
      `new HttpService.${name}()`,
      request(name, config),
    ]),
  ),
});
