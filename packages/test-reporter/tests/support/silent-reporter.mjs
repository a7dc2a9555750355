import FaultlineReporter from "../../dist/vitest.js";

/** The reporter without its judgement, so that no evidence is written below a fixture. */
export default class SilentReporter extends FaultlineReporter {
  constructor() {
    super({ judge: async () => "" });
  }
}
