import { server } from "../kinds/server.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const koa: Library = defineLibrary({
  packages: ["koa"],
  docs: "https://github.com/koajs/koa/blob/master/docs/api/index.md#application",
  aliases: { "new ": "new Koa" },
  sites: { "new Koa.listen()": server },
  entryPoints: {
    "new Koa.use()": "request",
    "new Koa.listen()": "start-up",
    ": Context": "request",
    ": ParameterizedContext": "request",
    ": DefaultContext": "request",
    ": Middleware": "request",
    ": Next": "request",
  },
});
