import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "./tests/support/global-setup.ts",
    // The tests wait for sockets more than they compute, also on a machine with two cores.
    maxWorkers: 4,
  },
});
