import type { ConfigurationPlaces } from "../recogniser.js";

/** Headers by which services are asked in somebody's name. */
const HEADERS = ["Authorization", "authorization", "X-API-Key", "x-api-key"];

/** The secrets in the options of a request, which are one of its arguments. */
export function credentialsOfRequest(...optionsAt: readonly number[]): ConfigurationPlaces & {
  readonly credentials: readonly string[];
} {
  return {
    credentials: optionsAt.flatMap((index) => [
      ...HEADERS.map((name) => `${String(index)}.headers.${name}`),
      `${String(index)}.auth.password`,
    ]),
  };
}

/** The same for methods that are named after HTTP's, of which some take a body before the options. */
export function credentialsOfMethods(
  ...ways: readonly string[]
): Readonly<Record<string, ConfigurationPlaces>> {
  const found: Record<string, ConfigurationPlaces> = {};
  for (const way of ways) {
    for (const name of ["get", "delete", "head"])
      found[`${way}${name}()`] = credentialsOfRequest(1);
    for (const name of ["post", "put", "patch"]) found[`${way}${name}()`] = credentialsOfRequest(2);
  }
  return found;
}
