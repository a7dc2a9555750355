import { defineLibrary, type Library } from "../recogniser.js";

export const cron: Library = defineLibrary({
  packages: ["cron"],
  docs: "https://github.com/kelektiv/node-cron#basic-cron-usage",
  sites: {},
  entryPoints: { "new CronJob": "timer", "CronJob.from()": "timer" },
});
