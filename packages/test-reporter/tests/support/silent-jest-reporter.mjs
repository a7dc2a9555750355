import FaultlineJestReporter from "../../dist/jest.js";

/** The reporter without its judgement, so that no evidence is written below a fixture. */
export default class SilentReporter extends FaultlineJestReporter {
  constructor(config) {
    super(config, { judge: async () => "" });
  }
}
