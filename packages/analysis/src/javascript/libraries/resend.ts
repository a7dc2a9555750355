import { unknown } from "@faultline/contract";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** It takes no limit (`dist/index.cjs`, 6.38): what is around the call, or undici's 300 s, must do. */
const send: Recognise = (call) =>
  outboundCall(call, {
    access: "write",
    timeout: unknown("resend takes no limit; undici's 300 s hold"),
    headers: call.option(0, "headers"),
    ownAttempts: 1,
  });

export const resend: Library = defineLibrary({
  packages: ["resend"],
  docs: "https://resend.com/docs/api-reference/emails/send-email",
  configuration: { "new Resend": { credentials: ["0"] } },
  sites: {
    "new Resend.emails.send()": send,
    "new Resend.emails.create()": send,
    "new Resend.batch.send()": send,
  },
});
