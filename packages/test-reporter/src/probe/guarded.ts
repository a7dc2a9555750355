/**
 * The result of `action`, or undefined when it throws. Everything of the probe that runs inside
 * the user's calls goes through here: a fault of the probe must never become a fault of the test.
 */
export function guarded<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
