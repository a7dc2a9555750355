import { testRule } from "../../harness/test-rule.js";

const RETRY = `import pRetry, { AbortError } from "p-retry";
`;
const SIGNAL = "signal: AbortSignal.timeout(500)";

testRule("no-unsafe-retry", {
  reports: {
    "a POST without a key": `${RETRY}export const charge = (body: string) =>
  pRetry(() => fetch("https://processor.example/charges", { method: "POST", body, ${SIGNAL} }), {
    shouldRetry: isTransient,
  });
`,
    "a POST of a function, in a loop": `const send = (body: string) =>
  fetch("https://mail.example/send", { method: "POST", body, ${SIGNAL} });
export async function deliver(body: string) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return await send(body);
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}
`,
    "every error": `import { backOff } from "exponential-backoff";
export const read = (id: string) => backOff(() => fetch(\`https://ledger.example/\${id}\`, { ${SIGNAL} }));
`,
  },
  silent: {
    "a GET, with errors that end it": `${RETRY}export const read = (id: string) =>
  pRetry(() => fetch(\`https://ledger.example/\${id}\`, { ${SIGNAL} }), { shouldRetry: isTransient });
`,
    "a POST with a key": `${RETRY}export const charge = (id: string) =>
  pRetry(
    () =>
      fetch("https://processor.example/charges", {
        method: "POST",
        headers: { "Idempotency-Key": id },
        ${SIGNAL},
      }),
    { shouldRetry: isTransient },
  );
`,
    "a function that ends it by an AbortError": `${RETRY}export const read = (id: string) =>
  pRetry(async () => {
    const response = await fetch(\`https://ledger.example/\${id}\`, { ${SIGNAL} });
    if (response.status === 404) throw new AbortError("gone");
    return response;
  });
`,
    "a function of that name from elsewhere": `import { pRetry } from "./retry.js";
export const charge = (body: string) => pRetry(() => body);
`,
  },
});
