import { defineConfig } from "vitest/config";

const PACKAGES = ["contract", "analysis", "eslint-plugin", "test-reporter", "cli"];

export default defineConfig({
  test: {
    projects: PACKAGES.map((name) => ({
      extends: true as const,
      test: {
        name,
        root: `packages/${name}`,
        include: ["tests/**/*.test.ts"],
        exclude: ["**/node_modules/**", "**/fixtures/**"],
        // Nothing here is a test of speed, and a busy machine takes its time.
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
    })),
  },
});
