import { testRule } from "../../harness/test-rule.js";

/** A retry of three attempts, with what it does after each failure. */
const retry = (
  pause: string,
  beside = "",
): string => `${beside}export async function load(url: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      if (attempt === 2) throw error;
    }
    ${pause}
  }
}
`;

const SLEEP = `const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n`;
const endless = (pause: string): string =>
  retry(pause, SLEEP)
    .replace("attempt < 3;", ";")
    .replace("if (attempt === 2) throw error;", "console.error(error);");

testRule("require-backoff", {
  reports: {
    "async's retry, which repeats at once": `import async from "async";
export const run = (work: () => Promise<void>) => async.retry(5, work);
`,
    "async's retry with a pause that stays": `import { retry } from "async";
export const run = (work: () => Promise<void>) => retry({ times: 5, interval: 200 }, work);
`,
    "a job that Bottleneck repeats after the same pause": `import Bottleneck from "bottleneck";
export const limiter = new Bottleneck();
limiter.on("failed", (_error, { retryCount }) => {
  if (retryCount < 3) return 200;
});
`,
    "the same value after a deadlock": `export async function create(title: string, left = 3): Promise<Response> {
  try {
    return await fetch("https://names.example/" + title, { signal: AbortSignal.timeout(1_000) });
  } catch (error) {
    if (left > 0 && error.code === "P2034") return create(title, left - 1);
    throw error;
  }
}
`,
    "a pause that no branch makes random, where that is asked for": {
      code: retry(
        "let ms = 0;\n    if (ms <= 0) ms = 100 * 2 ** attempt;\n    await sleep(Math.min(ms, 5_000));",
        SLEEP,
      ),
      options: [{ jitter: true }],
    },
    "a loop that tries again at once": retry(""),
    "a pause that is always the same": retry("await sleep(1_000);", SLEEP),
    "a pause of a constant": retry("await sleep(PAUSE_MS);", `${SLEEP}const PAUSE_MS = 500;\n`),
    "a pause written out": retry("await new Promise((resolve) => setTimeout(resolve, 500));"),
    "a pause of timers/promises": retry(
      "await setTimeout(500);",
      'import { setTimeout } from "node:timers/promises";\n',
    ),
    "a sleep of another file": retry(
      "await sleep(500);",
      'import { sleep } from "./clients.js";\n',
    ),
    "a function that calls itself again": `export async function load(url: string, left = 3): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(1_000) });
  } catch (error) {
    if (left === 0) throw error;
    return load(url, left - 1);
  }
}
`,
    "a pause that grows without end": endless("await sleep(100 * 2 ** attempt);"),
    "a pause without randomness, where that is asked for": {
      code: retry("await sleep(Math.min(5_000, 100 * 2 ** attempt));", SLEEP),
      options: [{ jitter: true }],
    },
    "many attempts at once, by a library that is told so": `import pRetry from "p-retry";
export const load = (url: string) => pRetry(() => fetch(url), { retries: 8, minTimeout: 0 });
`,
  },
  silent: {
    "async's retry with a pause that grows": `import async from "async";
const interval = (attempt: number) => 100 * 2 ** attempt;
export const run = (work: () => Promise<void>) => async.retry({ times: 5, interval }, work);
`,
    "async's retry with options that can't be read": `import async from "async";
export const run = (work: () => Promise<void>, options: object) => async.retry(options, work);
`,
    "a job that Bottleneck repeats after a pause that grows": `import Bottleneck from "bottleneck";
export const limiter = new Bottleneck();
limiter.on("failed", (_error, { retryCount }) => {
  if (retryCount < 3) return 200 * 2 ** retryCount;
});
`,
    "a listener of Bottleneck that repeats nothing": `import Bottleneck from "bottleneck";
export const limiter = new Bottleneck();
limiter.on("failed", (error) => {
  console.error(error);
});
`,
    "a few attempts at once, by a library that is told so": `import pRetry from "p-retry";
export const load = (url: string) => pRetry(() => fetch(url), { retries: 2, minTimeout: 0 });
`,
    "another value where one is taken already": `export async function create(title: string, left = 3): Promise<Response> {
  try {
    return await fetch("https://names.example/" + title, { signal: AbortSignal.timeout(1_000) });
  } catch (error) {
    if (left > 0 && error.code === "P2002") return create(title, left - 1);
    throw error;
  }
}
`,
    "a pause that one of its branches makes random, where that is asked for": {
      code: retry(
        "let ms = 0;\n    if (ms <= 0) ms = 100 * 2 ** attempt + Math.random() * 1_000;\n    await sleep(Math.min(ms, 5_000));",
        SLEEP,
      ),
      options: [{ jitter: true }],
    },
    "a pause that doubles": retry("await sleep(100 * 2 ** attempt);", SLEEP),
    "a pause with a ceiling": endless("await sleep(Math.min(60_000, 100 * 2 ** attempt));"),
    "a pause that grows with the attempts": retry("await sleep(100 * attempt);", SLEEP),
    "a pause that is doubled": retry("await sleep(ms);\n    ms *= 2;", `${SLEEP}let ms = 100;\n`),
    "a table of pauses": retry(
      "await sleep(PAUSES[attempt]);",
      `${SLEEP}const PAUSES = [100, 400, 1_600];\n`,
    ),
    "a pause that a function works out": retry(
      "await backOff(attempt);",
      `${SLEEP}const backOff = (attempt: number) => sleep(100 * 2 ** attempt);\n`,
    ),
    "a pause that another file works out": retry(
      "await sleep(backoff(attempt));",
      'import { backoff, sleep } from "./clients.js";\n',
    ),
    "a pause of a package": retry(
      "await pause(attempt);",
      'import { pause } from "backoff-pause";\n',
    ),
    "a pause that the server asks for": retry("await sleep(retryAfter(url));", SLEEP),
    "a pause by the kind of failure, one of which grows": retry(
      "if (attempt === 0) await sleep(1_000);\n    else await sleep(100 * 2 ** attempt);",
      SLEEP,
    ),
    "a pause without randomness": retry("await sleep(Math.min(5_000, 100 * 2 ** attempt));", SLEEP),
    "a random pause, where that is asked for": {
      code: retry(
        "await sleep(backoff(attempt));",
        'import { backoff, sleep } from "./clients.js";\n',
      ),
      options: [{ jitter: true }],
    },
    "pages, each behind the one before": `export async function pages(url: string | undefined) {
  const found = [];
  while (url) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      const page = await response.json();
      found.push(page);
      if (!page.next) break;
      url = page.next;
    } catch (error) {
      report(error);
    }
  }
  return found;
}
`,
    "polling until something is done": `${SLEEP}export async function settled(url: string) {
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      const { state } = await response.json();
      if (state === "settled") return state;
    } catch (error) {
      report(error);
    }
    await sleep(1_000);
  }
}
`,
    "a batch, whose items are tried once": `export async function send(urls: string[]) {
  for (let index = 0; index < urls.length; index++) {
    try {
      await fetch(urls[index], { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      report(error);
    }
  }
}
`,
    "one host after the other": `export async function first(hosts: string[]) {
  for (let index = 0; index < hosts.length; index++) {
    try {
      return await fetch(hosts[index], { signal: AbortSignal.timeout(1_000) });
    } catch (error) {
      report(error);
    }
  }
}
`,
    "a consumer that goes on with the next message": `export async function consume(queue: Queue) {
  while (true) {
    try {
      const message = await queue.receive();
      if (!message) return;
      await message.handle();
    } catch (error) {
      report(error);
    }
  }
}
`,
    "a search of a tree by a function that calls itself": `export async function find(node: Tree): Promise<string> {
  try {
    return await fetch(node.url).then((r) => r.text());
  } catch {
    return find(node.parent);
  }
}
`,
  },
});
