export { defineConfig, type FaultlineConfig } from "./config.js";
