import { chainedPageSize, type ChainWords } from "../kinds/schema-chain.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** Rules of a number, and what any schema takes (joi 18, `API.md`, "number" and "any"). */
const WORDS: ChainWords = {
  objects: /(?:^|\.|\))(?:object|keys|append)$/,
  bounds: /^(?:max|less|negative|valid|equal|port)$/,
  neutral:
    /^(?:min|greater|integer|positive|multiple|precision|unsafe|optional|required|exist|default|allow|invalid|disallow|not|empty|label|description|note|tag|meta|example|unit|messages|message|options|prefs|preferences|raw|id|error|warning|strict)$/,
  refines: /^(?:custom|external|when|assert|concat|fork|alter)$/,
  remedy: ".max(100)",
};

const pageSize: Recognise = (call) => chainedPageSize(call, WORDS);

export const joi: Library = defineLibrary({
  packages: ["joi", "@hapi/joi", "celebrate"],
  name: "joi",
  docs: "https://joi.dev/api/#number",
  aliases: { Joi: "" },
  sites: { "number()": pageSize },
});
