export default {
  packages: { "prom-client": "15.1.3" },
  snippets: {
    "pushAdd, 5 s by Node's agent": {
      code: `import { Pushgateway } from "prom-client";
const gateway = new Pushgateway(\`http://127.0.0.1:\${process.env.PORT}\`);
export const run = () => gateway.pushAdd({ jobName: "nightly" });
`,
    },
    "timeout 0": {
      code: `import { Pushgateway } from "prom-client";
const gateway = new Pushgateway(\`http://127.0.0.1:\${process.env.PORT}\`, { timeout: 0 });
export const run = () => gateway.pushAdd({ jobName: "nightly" });
`,
    },
    "with an agent": {
      code: `import { Agent } from "node:http";
import { Pushgateway } from "prom-client";
const gateway = new Pushgateway(\`http://127.0.0.1:\${process.env.PORT}\`, { agent: new Agent() });
export const run = () => gateway.pushAdd({ jobName: "nightly" });
`,
    },
    "with timeout": {
      code: `import { Pushgateway } from "prom-client";
const gateway = new Pushgateway(\`http://127.0.0.1:\${process.env.PORT}\`, { timeout: 1_000 });
export const run = () => gateway.pushAdd({ jobName: "nightly" });
`,
    },
  },
};
