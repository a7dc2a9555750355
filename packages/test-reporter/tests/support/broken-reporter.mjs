import FaultlineReporter from "../../dist/vitest.js";

/** The reporter with a judgement that fails. */
export default class BrokenReporter extends FaultlineReporter {
  constructor() {
    super({ judge: () => Promise.reject(new Error("out of judgement\nat nowhere")) });
  }
}
