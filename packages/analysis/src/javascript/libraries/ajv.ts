import { validatorUsers } from "../flow/schema-users.js";
import { pageSizeInJsonSchema } from "../kinds/json-schema.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** `ajv.compile(schema)` gives the function that judges: `validate(request.query)`. */
const compiled: Recognise = (call) =>
  pageSizeInJsonSchema(call, call.argument(0), ({ facts, node }) => validatorUsers(facts, node));

/** `ajv.validate(schema, request.query)` judges where it stands. */
const validated: Recognise = (call) =>
  pageSizeInJsonSchema(call, call.argument(0), ({ facts }) => [facts]);

export const ajv: Library = defineLibrary({
  packages: [
    "ajv",
    "ajv/dist/2019",
    "ajv/dist/2019.js",
    "ajv/dist/2020",
    "ajv/dist/2020.js",
    "ajv-draft-04",
  ],
  name: "ajv",
  docs: "https://ajv.js.org/json-schema.html#maximum-minimum-and-exclusivemaximum-exclusiveminimum",
  aliases: { "new Ajv": "new ", "new Ajv2019": "new ", "new Ajv2020": "new " },
  sites: {
    "new .compile()": compiled,
    "new .compileAsync()": compiled,
    "new .validate()": validated,
  },
  // `compileAsync` waits for what its `loadSchema` fetches, and the others for nothing.
  givesPromises: false,
});
