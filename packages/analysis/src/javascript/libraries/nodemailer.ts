import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** 120 s to connect, 30 s for the greeting, 600 s of silence (`lib/smtp-connection`, 10.6). */
const BOUNDED = present("120 s to connect and 600 s of silence by default");

function transport(call: LibraryCall) {
  return client(call, {
    timeout: BOUNDED,
  });
}

function send(call: LibraryCall) {
  return outboundCall(call, { access: "write", timeout: BOUNDED, ownAttempts: 1 });
}

export const nodemailer: Library = defineLibrary({
  packages: ["nodemailer"],
  docs: "https://nodemailer.com/smtp/",
  aliases: { "new Transporter": "createTransport()" },
  configuration: {
    "createTransport()": {
      credentials: ["0.auth.pass", "0.auth.clientSecret", "0.auth.refreshToken"],
      endpoints: ["0", "0.host"],
    },
  },
  sites: { "createTransport()": transport, "createTransport().sendMail()": send },
});
