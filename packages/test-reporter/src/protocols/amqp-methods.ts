/**
 * The methods of AMQP 0-9-1 that a client sends, by class and method number:
 * https://www.rabbitmq.com/resources/specs/amqp0-9-1.extended.xml
 */
export interface AmqpMethod {
  readonly name: string;
  /** What the server answers; `none` for a method that it takes silently. */
  readonly reply: "ok" | "none";
  /** The bytes between the method's numbers and the text before its flags, and the flag for "no reply". */
  readonly noWait?: { readonly skipped: number; readonly texts: number; readonly bit: number };
}

/** A method's number: its class in the upper, its own in the lower two bytes. */
export function methodNumber(classId: number, methodId: number): number {
  return classId * 0x10000 + methodId;
}

export const CONNECTION_OPEN_OK = methodNumber(10, 41);
export const CONNECTION_CLOSE = methodNumber(10, 50);
export const CONNECTION_CLOSE_OK = methodNumber(10, 51);
export const CHANNEL_CLOSE = methodNumber(20, 40);
export const BASIC_CONSUME = methodNumber(60, 20);
export const BASIC_PUBLISH = methodNumber(60, 40);
export const BASIC_RETURN = methodNumber(60, 50);
export const BASIC_GET = methodNumber(60, 70);
export const BASIC_GET_EMPTY = methodNumber(60, 72);
export const BASIC_ACK = methodNumber(60, 80);
export const BASIC_NACK = methodNumber(60, 120);
export const CONFIRM_SELECT = methodNumber(85, 10);

/** What a client does with the broker; how it opens and closes connections and channels is left out. */
export const CLIENT_METHODS: ReadonlyMap<number, AmqpMethod> = new Map([
  [
    methodNumber(40, 10),
    { name: "exchange.declare", reply: "ok", noWait: { skipped: 2, texts: 2, bit: 4 } },
  ],
  [
    methodNumber(40, 20),
    { name: "exchange.delete", reply: "ok", noWait: { skipped: 2, texts: 1, bit: 1 } },
  ],
  [
    methodNumber(40, 30),
    { name: "exchange.bind", reply: "ok", noWait: { skipped: 2, texts: 3, bit: 0 } },
  ],
  [
    methodNumber(50, 10),
    { name: "queue.declare", reply: "ok", noWait: { skipped: 2, texts: 1, bit: 4 } },
  ],
  [
    methodNumber(50, 20),
    { name: "queue.bind", reply: "ok", noWait: { skipped: 2, texts: 3, bit: 0 } },
  ],
  [
    methodNumber(50, 30),
    { name: "queue.purge", reply: "ok", noWait: { skipped: 2, texts: 1, bit: 0 } },
  ],
  [
    methodNumber(50, 40),
    { name: "queue.delete", reply: "ok", noWait: { skipped: 2, texts: 1, bit: 2 } },
  ],
  [methodNumber(50, 50), { name: "queue.unbind", reply: "ok" }],
  [methodNumber(60, 10), { name: "basic.qos", reply: "ok" }],
  [BASIC_CONSUME, { name: "basic.consume", reply: "ok", noWait: { skipped: 2, texts: 2, bit: 3 } }],
  [
    methodNumber(60, 30),
    { name: "basic.cancel", reply: "ok", noWait: { skipped: 0, texts: 1, bit: 0 } },
  ],
  [BASIC_PUBLISH, { name: "basic.publish", reply: "none" }],
  [BASIC_GET, { name: "basic.get", reply: "ok" }],
  [BASIC_ACK, { name: "basic.ack", reply: "none" }],
  [methodNumber(60, 90), { name: "basic.reject", reply: "none" }],
  [methodNumber(60, 110), { name: "basic.recover", reply: "ok" }],
  [BASIC_NACK, { name: "basic.nack", reply: "none" }],
  [CONFIRM_SELECT, { name: "confirm.select", reply: "ok" }],
  [methodNumber(90, 10), { name: "tx.select", reply: "ok" }],
  [methodNumber(90, 20), { name: "tx.commit", reply: "ok" }],
  [methodNumber(90, 30), { name: "tx.rollback", reply: "ok" }],
]);
