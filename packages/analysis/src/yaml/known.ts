/** What can be read at one place of a manifest. `unknown` means a tool or another file decides it. */
export type Known<Value> =
  | { readonly state: "present"; readonly value: Value }
  | { readonly state: "absent" }
  | { readonly state: "unknown"; readonly reason: string };

/** Reads further from a value that is there; absence and doubt stay what they are. */
export function from<Value, Result>(
  known: Known<Value>,
  read: (value: Value) => Known<Result>,
): Known<Result> {
  return known.state === "present" ? read(known.value) : known;
}

/** The value, or `fallback` where Kubernetes has a default; undefined in doubt. */
export function valueOr<Value>(known: Known<Value>, fallback: Value): Value | undefined {
  if (known.state === "present") return known.value;
  return known.state === "absent" ? fallback : undefined;
}
