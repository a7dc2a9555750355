import FaultlineJestReporter from "../../dist/jest.js";

/** The reporter with a judgement that fails. */
export default class BrokenReporter extends FaultlineJestReporter {
  constructor(config) {
    super(config, { judge: () => Promise.reject(new Error("out of judgement\nat nowhere")) });
  }
}
