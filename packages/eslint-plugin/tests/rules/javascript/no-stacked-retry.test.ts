import { testRule } from "../../harness/test-rule.js";

const RETRY = `import pRetry from "p-retry";
`;
const loop = (work: string): string => `  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return await ${work};
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
`;

testRule("no-stacked-retry", {
  reports: {
    "p-retry around openai": `${RETRY}import OpenAI from "openai";
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
export const answer = (input: string) =>
  pRetry(() => openai.responses.create({ model: "gpt-5", input }), { retries: 2 });
`,
    "a loop around stripe": `import Stripe from "stripe";
const stripe = new Stripe(process.env.STRIPE_KEY!);
export async function load(id: string) {
${loop("stripe.customers.retrieve(id)")}}
`,
    "a loop around a function that asks through got": `import got from "got";
const load = (id: string) => got.get(\`https://ledger.example/\${id}\`, { timeout: { request: 500 } });
export async function entry(id: string) {
${loop("load(id)")}}
`,
    "p-retry around a client of the AWS SDK": `${RETRY}import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
const s3 = new S3Client({ region: "eu-west-1" });
export const load = (Key: string) =>
  pRetry(() => s3.send(new GetObjectCommand({ Bucket: "invoices", Key })), { retries: 4 });
`,
  },
  silent: {
    "openai with its retries switched off": `${RETRY}import OpenAI from "openai";
const openai = new OpenAI({ maxRetries: 0 });
export const answer = (input: string) =>
  pRetry(() => openai.responses.create({ model: "gpt-5", input }), { retries: 2 });
`,
    "openai with its retries switched off for the call": `${RETRY}import OpenAI from "openai";
const openai = new OpenAI();
export const answer = (input: string) =>
  pRetry(() => openai.responses.create({ model: "gpt-5", input }, { maxRetries: 0 }), { retries: 2 });
`,
    "options of a name, which switch them off": `${RETRY}import OpenAI from "openai";
const options = { maxRetries: 0 };
const openai = new OpenAI(options);
export const answer = (input: string) =>
  pRetry(() => openai.responses.create({ model: "gpt-5", input }), { retries: 2 });
`,
    "options that can't be read": `${RETRY}import OpenAI from "openai";
import { options } from "./options.js";
const openai = new OpenAI(options);
export const answer = (input: string) =>
  pRetry(() => openai.responses.create({ model: "gpt-5", input }), { retries: 2 });
`,
    "stripe with its retries switched off": `import Stripe from "stripe";
const stripe = new Stripe(process.env.STRIPE_KEY!, { maxNetworkRetries: 0 });
export async function load(id: string) {
${loop("stripe.customers.retrieve(id)")}}
`,
    "a POST through got, which got does not repeat": `import got from "got";
export async function send(json: object) {
${loop('got.post("https://ledger.example/", { json, timeout: { request: 500 } })')}}
`,
    "got with its retries switched off": `import got from "got";
export async function load(id: string) {
${loop("got.get(`https://ledger.example/${id}`, { retry: { limit: 0 }, timeout: { request: 500 } })")}}
`,
    "a client of the AWS SDK that tries once": `${RETRY}import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
const s3 = new S3Client({ region: "eu-west-1", maxAttempts: 1 });
export const load = (Key: string) =>
  pRetry(() => s3.send(new GetObjectCommand({ Bucket: "invoices", Key })), { retries: 4 });
`,
    "a client that does not repeat": `${RETRY}export const load = (id: string) =>
  pRetry(() => fetch(\`https://ledger.example/\${id}\`, { signal: AbortSignal.timeout(500) }), { retries: 4 });
`,
    "a call beside the retry": `${RETRY}import OpenAI from "openai";
const openai = new OpenAI();
export async function answer(input: string) {
  const response = await openai.responses.create({ model: "gpt-5", input });
  return pRetry(() => fetch("https://ledger.example/", { signal: AbortSignal.timeout(500) }));
}
`,
  },
});
