import { testRule } from "../../harness/test-rule.js";

const BULLMQ = `import { Queue } from "bullmq";\n`;
const AMQP = `import type { Channel, ConsumeMessage } from "amqplib";\n`;

testRule("require-job-retry-policy", {
  reports: {
    "a queue whose jobs say nothing": `${BULLMQ}const mails = new Queue("mails");
export const send = (to: string) => mails.add("send", { to });
`,
    "default options without attempts": `${BULLMQ}export const mails = new Queue("mails", {
  defaultJobOptions: { removeOnFail: true },
});
export const send = (to: string) => mails.add("send", { to }, { delay: 1_000 });
`,
    "a field of a class": `${BULLMQ}export class Mails {
  private readonly queue: Queue;
  constructor(connection: object) {
    this.queue = new Queue("mails", { connection });
  }
  send(to: string) {
    return this.queue.add("send", { to });
  }
}
`,
    "a queue of Bull": `import Queue from "bull";
const mails = new Queue("mails");
export const send = (to: string) => mails.add({ to });
`,
    "a consumer that the broker does not wait for": `${AMQP}export const follow = (channel: Channel, work: (message: ConsumeMessage | null) => void) =>
  channel.consume("orders", work, { noAck: true });
`,
  },
  silent: {
    "attempts by default": `${BULLMQ}const mails = new Queue("mails", { defaultJobOptions: { attempts: 3 } });
export const send = (to: string) => mails.add("send", { to });
`,
    "attempts of the job": `${BULLMQ}const mails = new Queue("mails");
export const send = (to: string) => mails.add("send", { to }, { attempts: 3 });
`,
    "one attempt, as asked for": `${BULLMQ}const mails = new Queue("mails", { defaultJobOptions: { attempts: 1 } });
export const send = (to: string) => mails.add("send", { to });
`,
    "a job that repeats": `${BULLMQ}const reports = new Queue("reports");
export const schedule = () => reports.add("daily", {}, { repeat: { pattern: "0 3 * * *" } });
`,
    "default options from elsewhere": `${BULLMQ}declare const defaultJobOptions: object;
const mails = new Queue("mails", { defaultJobOptions });
export const send = (to: string) => mails.add("send", { to });
`,
    "job options from elsewhere": `${BULLMQ}declare const options: object;
const mails = new Queue("mails");
export const send = (to: string) => mails.add("send", { to }, options);
`,
    "a queue to which other files add": `${BULLMQ}export const mails = new Queue("mails");\n`,
    "a queue of another package": `import { Queue } from "queue-fifo";
const mails = new Queue("mails");
mails.add("send", {});
`,
    "messages that are acknowledged": `${AMQP}export const follow = (channel: Channel, work: (text: string) => Promise<void>) =>
  channel.consume("orders", async (message) => {
    if (!message) return;
    await work(message.content.toString());
    channel.ack(message);
  });
`,
  },
});
