/** Bytes of the Postgres wire protocol, written by hand so that tests don't share code with the decoder. */
export function startup(): Buffer {
  const body = Buffer.from("user\0postgres\0\0");
  return Buffer.concat([int32(body.length + 8), int32(0x00030000), body]);
}

export function sslRequest(): Buffer {
  return Buffer.concat([int32(8), int32(0x04d2162f)]);
}

export function query(text: string): Buffer {
  return message("Q", `${text}\0`);
}

export function parse(name: string, text: string): Buffer {
  return message("P", Buffer.concat([Buffer.from(`${name}\0${text}\0`), Buffer.alloc(2)]));
}

export function bind(name: string): Buffer {
  return message("B", Buffer.concat([Buffer.from(`\0${name}\0`), Buffer.alloc(6)]));
}

export function execute(): Buffer {
  return message("E", Buffer.alloc(5));
}

export function sync(): Buffer {
  return message("S", "");
}

export function commandComplete(tag: string): Buffer {
  return message("C", `${tag}\0`);
}

export function errorResponse(sqlState: string): Buffer {
  return message("E", `SERROR\0VERROR\0C${sqlState}\0Mno\0\0`);
}

export function readyForQuery(): Buffer {
  return message("Z", "I");
}

function message(type: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(type), int32(bytes.length + 4), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
