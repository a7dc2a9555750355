import { unknown } from "@faultline/contract";
import { missingLimit } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** axios below has no limit, unless `setTimeout` gives one to all mails (`src/classes/mail-service.js`, 8.1). */
const MISSING = {
  without: "SendGrid's client has no time limit by default",
  remedy: "sgMail.setTimeout(5_000)",
};

const SETS_LIMIT = /@sendgrid\/mail[^]*\b(?:setTimeout|setDefaultRequest)\(/;

const send: Recognise = (call) =>
  outboundCall(call, {
    access: "write",
    timeout: call.facts.packageMentions(SETS_LIMIT)
      ? unknown("the client may have a limit")
      : missingLimit(MISSING),
    ownAttempts: 1,
  });

export const sendgridMail: Library = defineLibrary({
  packages: ["@sendgrid/mail"],
  docs: "https://github.com/sendgrid/sendgrid-nodejs/tree/main/packages/mail",
  aliases: { "new MailService": "" },
  configuration: {
    "setApiKey()": { credentials: ["0"] },
    "new MailService.setApiKey()": { credentials: ["0"] },
  },
  sites: { "send()": send, "sendMultiple()": send },
});
