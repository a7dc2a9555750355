import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noPathTraversal: FaultlineRule = defineRule({
  name: "no-path-traversal",
  type: "problem",
  docs: {
    description: "Disallow paths of files that the client chooses",
    preset: "recommended",
    criteria: ["security-path"],
    mechanisms: ["contained-path"],
  },
  messages: {
    path: "The client chooses the file: {{detail}}. `../` leads out of the folder, to the source, the keys and every other file of the process. Take {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "contained-path", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "path",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
