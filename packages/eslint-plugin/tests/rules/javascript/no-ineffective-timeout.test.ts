import { testRule } from "../../harness/test-rule.js";

const AXIOS = `import axios from "axios";\n`;

const LIMIT = (milliseconds: string) => `import pTimeout from "p-timeout";
export const load = (id: string) => pTimeout(fetch(id), { milliseconds: ${milliseconds} });
`;

const PUSH = (timeout: string): string => `import { Pushgateway } from "prom-client";
export const gateway = new Pushgateway("http://push.example.com", { timeout: ${timeout} });
`;

testRule("no-ineffective-timeout", {
  reports: {
    "a Pushgateway without its limit": PUSH("0"),
    "tedious without its limit": `import { Connection } from "tedious";
export const connection = new Connection({ server: "db", options: { requestTimeout: 0 } });
`,
    "p-timeout with more than Node's timers hold": LIMIT("30 * 24 * 60 * 60 * 1_000"),
    "a limit that is switched off": `${AXIOS}export const load = (id: string) => axios.get(id, { timeout: 0 });\n`,
    "a limit longer than Node's timers": `${AXIOS}export const load = (id: string) => axios.get(id, { timeout: 2 ** 40 });\n`,
    "a client's limit that is switched off": `${AXIOS}const OFF = 0;\nexport const ledger = axios.create({ timeout: OFF });\n`,
    "the default of ky, switched off": `import ky from "ky";\nexport const load = (id: string) => ky.get(id, { timeout: false });\n`,
    "node's own client, whose timeout option only emits": `import https from "node:https";
export function load(done: () => void) {
  https.get("https://ledger.example.com", { timeout: 1_000 }, done).on("error", done);
}
`,
    "a signal that all calls share": `const signal = AbortSignal.timeout(1_000);
export const load = (id: string) => fetch(id, { signal });
`,
    "a signal in the defaults of a client": `${AXIOS}const ledger = axios.create({ signal: AbortSignal.timeout(1_000) });
export const load = (id: string) => ledger.get(id);
`,
    "a race that nothing ends": `export const load = (id: string) =>
  Promise.race([
    fetch(id).then((response) => response.json()),
    new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 1_000)),
  ]);
`,
    "a race whose timer resolves, and whose winner is the answer": `export async function load(id: string) {
  const winner = await Promise.race([
    fetch(id),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1_000)),
  ]);
  return winner ?? "late";
}
`,
    "a race whose timer rejects, of a request whose answer nobody needs": `export async function announce(id: string) {
  await Promise.race([fetch(id), new Promise((_, reject) => setTimeout(reject, 1_000))]);
}
`,
    "a race of a request by its name": `export async function load(id: string) {
  const work = fetch(id);
  work.catch(() => undefined);
  return Promise.race([work, new Promise((_, reject) => setTimeout(reject, 1_000))]);
}
`,
  },
  silent: {
    "a Pushgateway with a limit": PUSH("5_000"),
    "tedious with its limit": `import { Connection } from "tedious";
export const connection = new Connection({ server: "db", options: { requestTimeout: 5_000 } });
`,
    "p-timeout with a limit": LIMIT("5_000"),
    "p-timeout without a limit, which another rule is about": LIMIT("Infinity"),
    "a limit": `${AXIOS}export const load = (id: string) => axios.get(id, { timeout: 1_000 });\n`,
    "a limit that comes from elsewhere": `${AXIOS}export const load = (id: string, timeout: number) => axios.get(id, { timeout });\n`,
    "a limit that a call lifts from its instance": `${AXIOS}const ledger = axios.create({ timeout: 1_000 });
export const download = (id: string) => ledger.get(id, { timeout: 0 });
`,
    "a limit that is missing, which is another rule's": `${AXIOS}export const load = (id: string) => axios.get(id);\n`,
    "ky with its default": `import ky from "ky";\nexport const load = (id: string) => ky.get(id);\n`,
    "node's own client, ended by a listener": `import https from "node:https";
export function load(done: () => void) {
  const request = https.get("https://ledger.example.com", { timeout: 1_000 }, done);
  request.on("timeout", () => request.destroy());
}
`,
    "a signal for each call": `export const load = (id: string) => fetch(id, { signal: AbortSignal.timeout(1_000) });\n`,
    "a signal for what the loading module does": `const signal = AbortSignal.timeout(1_000);
export const keys = await fetch("https://keys.example.com", { signal });
`,
    "a request that was made once, while the module loaded": `const keys = fetch("https://keys.example.com", { signal: AbortSignal.timeout(1_000) });
export const load = async () => (await keys).json();
`,
    "a race whose timer is cleared": `export async function load(id: string) {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      fetch(id),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error("late")), 1_000);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
`,
    "a head start for a request that goes on": `export async function announce(id: string) {
  await Promise.race([fetch(id), new Promise((resolve) => setTimeout(resolve, 1_000))]);
}
`,
    "a head start whose failure is dealt with": `export async function announce(id: string) {
  await Promise.race([
    fetch(id).then((response) => response.json()),
    new Promise<void>((resolve) => setTimeout(() => resolve(), 1_000)),
  ]).catch(() => undefined);
}
`,
    "a poll, with the request awaited once it is over": `export async function load(id: string, tick: () => boolean) {
  const work = fetch(id);
  while (tick()) await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 500))]);
  return work;
}
`,
    "a race that is lost to an answer which is sent later": `export async function load(id: string, later: (work: Promise<Response>) => void) {
  const work = fetch(id);
  try {
    return await Promise.race([work, new Promise((_, reject) => setTimeout(reject, 500))]);
  } catch {
    later(work);
  }
}
`,
    "a race of a request that another name keeps": `let pending: Promise<Response> | undefined;
export async function load(id: string) {
  return Promise.race([(pending = fetch(id)), new Promise((_, reject) => setTimeout(reject, 500))]);
}
export const rest = () => pending;
`,
    "a race of a request that a signal ends": `export const load = (id: string, signal: AbortSignal) =>
  Promise.race([fetch(id, { signal }), new Promise((_, reject) => setTimeout(reject, 1_000))]);
`,
  },
});
