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
