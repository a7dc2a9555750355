export default {
  packages: { nodemailer: "7.0.10" },
  snippets: {
    sendMail: {
      code: `import nodemailer from "nodemailer";
const mails = nodemailer.createTransport({ host: "127.0.0.1", port: Number(process.env.PORT) });
export const run = () => mails.sendMail({ from: "a@b.c", to: "d@e.f", text: "t" });
`,
      isLong: true,
    },
  },
};
