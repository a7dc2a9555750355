import { defineLibrary, type Library } from "../recogniser.js";

const PROCEDURE = "initTRPC.create().procedure";

/** Each call of a procedure's builder gives a procedure again, until a resolver ends it. */
export const trpc: Library = defineLibrary({
  packages: ["@trpc/server"],
  docs: "https://trpc.io/docs/server/procedures",
  aliases: {
    "initTRPC.context()": "initTRPC",
    "initTRPC.meta()": "initTRPC",
    ...Object.fromEntries(
      ["input", "output", "use", "meta", "unstable_concat", "concat"].map((method) => [
        `${PROCEDURE}.${method}()`,
        PROCEDURE,
      ]),
    ),
  },
  sites: {},
  entryPoints: {
    [`${PROCEDURE}.query()`]: "request",
    [`${PROCEDURE}.mutation()`]: "request",
    [`${PROCEDURE}.subscription()`]: "request",
    [`${PROCEDURE}.use()`]: "request",
    "initTRPC.create().middleware()": "request",
  },
});
