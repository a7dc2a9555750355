import { amqp } from "./amqp.js";
import { http } from "./http.js";
import { kafka } from "./kafka.js";
import { mongodb } from "./mongodb.js";
import { mqtt } from "./mqtt.js";
import { mysql } from "./mysql.js";
import { nats } from "./nats.js";
import { postgres } from "./postgres.js";
import type { Opening, Protocol } from "./protocol.js";
import { redis } from "./redis.js";

/** Every protocol that is read, by the name that observations give it. */
export const PROTOCOLS = {
  amqp,
  http,
  kafka,
  mongodb,
  mqtt,
  mysql,
  nats,
  postgres,
  redis,
} satisfies { readonly [name: string]: Protocol };

export type ProtocolName = keyof typeof PROTOCOLS;

/** The protocol of a connection; `unknown` for none of them, undefined while there are too few bytes to tell. */
export function recogniseProtocol(opening: Opening): ProtocolName | "unknown" | undefined {
  let isOpen = false;
  for (const name of NAMES) {
    const answer = PROTOCOLS[name].recognise(opening);
    if (answer === true) return name;
    if (answer === undefined) isOpen = true;
  }
  const isLong = opening.sent.length >= LONG_ENOUGH || opening.received.length >= LONG_ENOUGH;
  return isOpen && !isLong ? undefined : "unknown";
}

const LONG_ENOUGH = 64;

// Sound: the keys are those of the literal above.
const NAMES = Object.keys(PROTOCOLS) as readonly ProtocolName[];
