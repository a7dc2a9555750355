export default {
  packages: { "@aws-sdk/client-s3": "3.1175.0", "@smithy/node-http-handler": "4.14.2" },
  snippets: {
    S3Client: {
      code: `import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
const client = new S3Client({
  region: "eu-west-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  endpoint: \`http://127.0.0.1:\${process.env.PORT}\`,
  maxAttempts: 1,
});
export const run = () => client.send(new ListBucketsCommand({}));
`,
    },
    "requestTimeout alone": {
      code: `import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
const client = new S3Client({
  region: "eu-west-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  endpoint: \`http://127.0.0.1:\${process.env.PORT}\`,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 1_000 },
});
export const run = () => client.send(new ListBucketsCommand({}));
`,
    },
    "requestTimeout that throws": {
      code: `import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
const client = new S3Client({
  region: "eu-west-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  endpoint: \`http://127.0.0.1:\${process.env.PORT}\`,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 1_000, throwOnRequestTimeout: true },
});
export const run = () => client.send(new ListBucketsCommand({}));
`,
    },
  },
};
