const BINARY = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL = ["k", "M", "G", "T", "P", "E"];

/**
 * The bytes that a quantity of memory stands for (kubernetes.io, "Resource units in Kubernetes"); undefined for
 * what is none.
 */
export function bytesOf(quantity: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)(m|[kMGTPE]|[KMGTPE]i)?$/.exec(quantity);
  if (!parts) return undefined;
  const [, number = "", unit = ""] = parts;
  const size = Number(number);
  if (unit === "m") return size / 1000;
  const binary = BINARY.indexOf(unit);
  return binary >= 0 ? size * 1024 ** (binary + 1) : size * 1000 ** (DECIMAL.indexOf(unit) + 1);
}
