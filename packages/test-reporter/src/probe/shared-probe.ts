import { Socket } from "node:net";
import type { Probe } from "./probe.js";

/**
 * The probe of this process, made on the first call. It is kept on an object of Node's own: the
 * global object and the module registry may be new for each test file.
 */
export function sharedProbe(create: () => Probe): Probe {
  const known: unknown = Reflect.get(Socket.prototype, KEY);
  // Nothing but this function writes under the key.
  if (known !== undefined) return known as Probe;
  const probe = create();
  Object.defineProperty(Socket.prototype, KEY, { value: probe });
  return probe;
}

const KEY = Symbol.for("faultline.probe/1");
