import { fileURLToPath } from "node:url";

/**
 * Jest preset that adds the reporter and its probe: `preset: "@faultline/test-reporter"`. Reporters
 * of the user's own configuration or command line take its reporters' place.
 */
const preset = {
  reporters: ["default", fileURLToPath(new URL("./jest.js", import.meta.url))],
  setupFilesAfterEnv: [fileURLToPath(new URL("./probe/jest-setup.cjs", import.meta.url))],
};

export default preset;
