import { defineLibrary, type Library } from "../recogniser.js";

export const nodeSchedule: Library = defineLibrary({
  packages: ["node-schedule"],
  docs: "https://github.com/node-schedule/node-schedule#usage",
  sites: {},
  entryPoints: { "scheduleJob()": "timer", "new Job": "timer" },
});
