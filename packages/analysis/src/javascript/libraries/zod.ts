import { chainedPageSize, type ChainWords } from "../kinds/schema-chain.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** Checks of a number (zod.dev/api, "Numbers"). */
const WORDS: ChainWords = {
  objects: /(?:^|\.|\))(?:object|strictObject|looseObject|extend|safeExtend)$/,
  bounds: /^(?:max|lte|lt|negative|nonpositive)$/,
  neutral:
    /^(?:min|gte|gt|int|positive|nonnegative|finite|safe|multipleOf|step|optional|nullable|nullish|default|prefault|catch|describe|meta|openapi|brand|readonly)$/,
  refines: /^(?:refine|superRefine|transform|pipe|check)$/,
  remedy: ".max(100)",
};

const pageSize: Recognise = (call) => chainedPageSize(call, WORDS);

export const zod: Library = defineLibrary({
  packages: ["zod", "zod/v3", "zod/v4"],
  name: "zod",
  docs: "https://zod.dev/api#numbers",
  aliases: { z: "", default: "" },
  sites: {
    "number()": pageSize,
    "int()": pageSize,
    "coerce.number()": pageSize,
    "int32()": pageSize,
    "uint32()": pageSize,
  },
});
