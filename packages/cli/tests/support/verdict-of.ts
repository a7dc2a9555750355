import { parseVerdict, type Verdict } from "@faultline/contract";
import { faultline } from "./faultline.js";

/** The verdict of a review in a folder. */
export async function reviewOf(root: string, ...args: readonly string[]): Promise<Verdict> {
  const { stdout, stderr } = await faultline(root, "review", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return verdictIn(stdout);
}

/** Why a review in a folder gives no verdict; empty when it gives one. */
export async function obstaclesOf(root: string): Promise<readonly string[]> {
  return (await reviewOf(root)).obstacles.map(({ message }) => message);
}

/** The verdict in a JSON text, which must keep to the published contract. */
export function verdictIn(text: string): Verdict {
  const parsed = parseVerdict(JSON.parse(text));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

/** What a verdict finds, as `severity check place`, in its own order. */
export function findingsIn({ findings }: Verdict): readonly string[] {
  return findings.map(({ severity, check, status, location: { file, line } }) =>
    [severity, check, `${file}:${String(line)}`, ...(status === "new" ? [] : [status])].join(" "),
  );
}
