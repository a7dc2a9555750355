import { defineConfig } from "faultline";

export default defineConfig({
  severities: {
    // Money depends on the processor's answer, so a call that is tried once is not good enough here.
    "retry-present": "high",
  },
});
