import { connect } from "node:net";
import process from "node:process";
import { describe } from "vitest";

/**
 * Tests of one server at its standard local port. Without one they are skipped, and the name says so; where
 * `CI` is set they run, and fail.
 */
export async function describeService(
  name: string,
  port: number,
  tests: () => void,
): Promise<void> {
  const isMissing = !process.env["CI"] && !(await answers(port));
  const title = isMissing ? `${name} (none at 127.0.0.1:${String(port)})` : name;
  describe.skipIf(isMissing)(title, tests);
}

function answers(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once("connect", () => {
      settle(true);
      socket.destroy();
    });
    socket.once("error", () => {
      settle(false);
    });
    socket.once("close", () => {
      settle(false);
    });
  });
}
