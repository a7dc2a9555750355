/** The day it is, by universal time: `2026-11-28`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
