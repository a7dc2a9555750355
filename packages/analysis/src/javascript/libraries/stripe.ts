import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { effectOf } from "../kinds/limit.js";
import { sdkCall } from "../kinds/sdk-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** 80 s an attempt and two repetitions (`stripe.core.js`, 23.1; the README says one). */
const request = sdkCall({
  timeoutMs: 80_000,
  attempts: 3,
  optionsAt: 1,
  clientOptionsAt: 1,
  withoutRetries: "maxNetworkRetries: 0",
  idempotency: present("stripe sends an idempotency key by itself"),
});

function construct(call: LibraryCall) {
  return client(call, {
    timeout: present("80 s for each attempt by default"),
    effects: [effectOf("timeout", call.option(1, "timeout"))],
  });
}

/** What a client has that calls no one. */
const LOCAL = /\bwebhooks\b|\.(?:on|off|once|setApiVersion|setAppInfo)$/;

/** What takes or sends money at once; the key that stripe makes up itself is another one for each call. */
const MOVES_MONEY =
  /\b(?:paymentIntents|charges|refunds|transfers|payouts|topups|subscriptions|creditNotes)\.create$|\bpaymentIntents\.(?:confirm|capture)$|\binvoices\.pay$/;

function resource(call: LibraryCall) {
  if (LOCAL.test(call.origin.path)) return undefined;
  const draft = request(call);
  const isKeyed = call.option(1, "idempotencyKey").state !== "absent";
  if (draft?.kind !== "outbound-call" || isKeyed || !MOVES_MONEY.test(call.origin.path))
    return draft;
  return { ...draft, details: { access: "write" as const, ...draft.details, movesMoney: true } };
}

export const stripe: Library = defineLibrary({
  packages: ["stripe"],
  docs: "https://github.com/stripe/stripe-node#configuration",
  aliases: { "new Stripe": "new ", "()": "new ", Stripe: "" },
  configuration: {
    "new ": { credentials: ["0"] },
    "new .webhooks.constructEvent()": { ownSecrets: ["2"] },
    "new .webhooks.constructEventAsync()": { ownSecrets: ["2"] },
  },
  sites: {
    "new ": construct,
    "new .*.*()": resource,
    "new .*.*.*()": resource,
    "new .*.*.*.*()": resource,
  },
});
