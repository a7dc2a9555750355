export default {
  packages: { amqplib: "0.10.9" },
  isUnknownLibrary: true,
  snippets: {
    connect: {
      code: `import amqp from "amqplib";
export const run = () => amqp.connect(\`amqp://127.0.0.1:\${process.env.PORT}\`);
`,
    },
  },
};
