import { OpaqueDecoder, type Protocol } from "./protocol.js";

/** HTTP/1 and HTTP/2, by the client's first bytes. What requests say is told by the HTTP watchers. */
export const http: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0 && received.length > 0) return false;
    if (sent.length < 9) return undefined;
    return OPENING.test(String.fromCharCode(...sent.subarray(0, 9)));
  },
  decoder: () => new OpaqueDecoder(),
};

/** A request line (NATS has a `CONNECT` of its own), or HTTP/2's preface (RFC 9113, 3.4). */
const OPENING = /^(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) |CONNECT (?!\{)|PRI \* HT)/;
