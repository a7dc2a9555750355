/**
 * The bytes of old space that Node's options allow its heap (nodejs.org, "Command-line API", `--max-old-space-size`, in MiB);
 * undefined where they don't say. The last one counts.
 */
export function heapLimit(options: string): number | undefined {
  const sizes = [...options.matchAll(/--max[-_]old[-_]space[-_]size[= ](\d+)(?![\d%])/g)];
  const size = sizes.at(-1)?.[1];
  return size === undefined ? undefined : Number(size) * 1024 * 1024;
}
