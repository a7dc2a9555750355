export default {
  packages: { kafkajs: "2.2.4" },
  isUnknownLibrary: true,
  snippets: {
    connect: {
      code: `import { Kafka } from "kafkajs";
const kafka = new Kafka({ brokers: [\`127.0.0.1:\${process.env.PORT}\`], logLevel: 0 });
const producer = kafka.producer();
export const run = () => producer.connect();
`,
      isLong: true,
    },
  },
};
