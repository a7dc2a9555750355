/**
 * A stable 14-digit hexadecimal identity for a finding: the check, the file, and whatever in the
 * code it is about (a site id, a message id) joined, never a line number. Pure, so that the
 * browser report and the reporter compute the same.
 *
 * The hash is cyrb53 (public domain): 53 bits keep collisions out of reach for the 10^5 findings
 * of the largest monorepos, and need no `node:crypto`.
 */
export function fingerprint(...parts: readonly string[]): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const character of parts.join("\u0000")) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const hash = 4294967296 * (2097151 & low) + (high >>> 0);
  return hash.toString(16).padStart(14, "0");
}
