import { testRule } from "../../harness/test-rule.js";

const SLEEP = `const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n`;

/** A retry with what bounds it, if anything does. */
const retry = ({
  head = "while (true)",
  before = "",
  handler = "console.error(error);",
  after = "",
} = {}): string =>
  `${SLEEP}export async function load(url: string, signal: AbortSignal, max = 3) {
  ${before}
  ${head} {
    try {
      return await fetch(url, { signal });
    } catch (error) {
      ${handler}
    }
    ${after}
    await sleep(1_000);
  }
}
`;

testRule("no-unbounded-retry", {
  reports: {
    "async's retry without an end": `import async from "async";
export const run = (work: () => Promise<void>) =>
  async.retry({ times: Infinity, interval: 200 }, work);
`,
    "every job that Bottleneck repeats": `import Bottleneck from "bottleneck";
export const limiter = new Bottleneck();
limiter.on("failed", () => 200);
`,
    "a loop without an end": retry(),
    "a loop that counts and never looks": retry({
      before: "let attempt = 0;",
      handler: "attempt++;",
    }),
    "a for without a test": retry({ head: "for (let attempt = 0; ; attempt++)" }),
    "a loop whose handler only logs": retry({ handler: "this.logger.warn(error);" }),
    "a loop that calls what can't stop it": `const note = (error: unknown) => console.error(error);
${retry({ handler: "note(error);" })}`,
    "a function that calls itself for as long as it fails": `export async function connect(url: string): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(1_000) });
  } catch {
    return connect(url);
  }
}
`,
    "a method that calls itself": `export class Ledger {
  async load(url: string): Promise<Response> {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      return this.load(url);
    }
  }
}
`,
    "a library's retry that a request waits for, at whatever pace": `import express from "express";
import pRetry from "p-retry";
const app = express();
app.get("/keys", async (req, res) => {
  const keys = await pRetry(() => fetch("https://keys.example/"), {
    forever: true,
    minTimeout: 10_000,
    maxTimeout: 10_000,
  });
  res.json(await keys.json());
});
`,
    "a library's retry that is fast at first": `import pRetry from "p-retry";
export const load = () => pRetry(() => fetch("https://keys.example/"), { forever: true, maxTimeout: 10_000 });
`,
  },
  silent: {
    "async's retry by its default": `import async from "async";
export const run = (work: () => Promise<void>) => async.retry({ interval: 200 }, work);
`,
    "jobs that Bottleneck repeats a few times": `import Bottleneck from "bottleneck";
export const limiter = new Bottleneck();
limiter.on("failed", (_error, job) => {
  if (job.retryCount < 3) return 200;
});
`,
    "a library's retry at a slow and steady pace, in the background": `import pRetry from "p-retry";
export const load = () =>
  pRetry(() => fetch("https://keys.example/"), { forever: true, minTimeout: 10_000, maxTimeout: 10_000 });
`,
    "a counter in the head": retry({ head: "for (let attempt = 0; attempt < max; attempt++)" }),
    "a counter that runs down": retry({ before: "let left = max;", head: "while (left-- > 0)" }),
    "a deadline in the head": retry({
      before: "const deadline = Date.now() + 30_000;",
      head: "while (Date.now() < deadline)",
    }),
    "a counter in the handler": retry({
      before: "let attempt = 0;",
      handler: "if (++attempt >= max) throw error;",
    }),
    "a deadline in the body": retry({
      before: "const deadline = Date.now() + 30_000;",
      after: 'if (Date.now() > deadline) throw new Error("too late");',
    }),
    "a list of failures that is counted": retry({
      before: "const failures: unknown[] = [];",
      handler:
        "failures.push(error);\n      if (failures.length > max) throw new AggregateError(failures);",
    }),
    "a limit that a function keeps": retry({
      before: "const budget = startBudget();",
      handler: "budget.spend(error);",
    }),
    "a function that throws in the end": `function stopAfter(attempt: number, error: unknown) {
  if (attempt > 3) throw error;
}
${retry({ before: "let attempt = 0;", handler: "stopAfter(++attempt, error);" })}`,
    "a signal that ends it": retry({ head: "while (!signal.aborted)" }),
    "a signal that throws": retry({ after: "signal.throwIfAborted();" }),
    "errors that are not worth another attempt": retry({
      handler: "if (!isTransient(error)) throw error;",
    }),
    "a counter that is handed on": `export async function connect(url: string, left = 5): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(1_000) });
  } catch (error) {
    if (left === 0) throw error;
    return connect(url, left - 1);
  }
}
`,
    "a flag that allows it once": `export async function connect(url: string, again = true): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(1_000) });
  } catch (error) {
    if (!again) throw error;
    return connect(url, false);
  }
}
`,
    "a call of another function of that name": `import { load } from "./clients.js";
export const ledger = {
  async load(url: string) {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      return load(url);
    }
  },
};
`,
    "a consumer": `export async function consume(queue: Queue) {
  while (true) {
    try {
      const message = await queue.receive();
      await message.handle();
    } catch (error) {
      console.error(error);
    }
  }
}
`,
    "an accept loop that may be asked to stop": `export async function accept(listener: Listener) {
  for (;;) {
    try {
      const socket = await listener.accept();
      if (socket === undefined) return;
      serve(socket);
    } catch (error) {
      report(error);
    }
  }
}
`,
  },
});
