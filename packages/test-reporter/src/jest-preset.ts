import { fileURLToPath } from "node:url";
import { SETUP } from "./jest-injection.js";

/**
 * Jest preset that adds the reporter and its probe: `preset: "@faultline/test-reporter"`. Reporters
 * of the user's own configuration or command line take its reporters' place.
 */
const preset = {
  reporters: ["default", fileURLToPath(new URL("./jest.js", import.meta.url))],
  setupFilesAfterEnv: [SETUP],
};

export default preset;
