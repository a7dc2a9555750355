import { defineLibrary, type Library } from "../recogniser.js";

export const nodeCron: Library = defineLibrary({
  packages: ["node-cron"],
  docs: "https://github.com/node-cron/node-cron#getting-started",
  sites: {},
  entryPoints: { "schedule()": "timer", "createTask()": "timer" },
});
