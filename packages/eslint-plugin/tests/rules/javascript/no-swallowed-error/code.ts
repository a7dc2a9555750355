export const FETCH = `const LIMITED = { signal: AbortSignal.timeout(1_000) };\n`;
export const PG = `import { pool } from "./clients.js";\n`;

export const load = (body: string): string => `${FETCH}export async function load(id: string) {
  ${body}
}
`;
