import { defineConfig } from "vitest/config";

/** The reporter against real servers: `npm run test:services`. */
export default defineConfig({
  test: {
    name: "services",
    include: ["tests/services/**/*.services.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
