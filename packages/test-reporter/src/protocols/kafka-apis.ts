import { signed16, type ByteCursor } from "./byte-cursor.js";

/** What is known of one of Kafka's APIs: https://kafka.apache.org/protocol.html#protocol_api_keys */
export interface KafkaApi {
  readonly name: string;
  /** True for how a client finds brokers and stays in a group: no use of Kafka yet. */
  readonly isTalk?: true;
  /** True for a request that the broker answers when there is something to tell. */
  readonly mayWait?: true;
  /** The reply's first error code, at a cursor behind the header; undefined where its place is not known. */
  readonly errorCode?: ErrorCodeReader;
}

type ErrorCodeReader = (version: number, cursor: ByteCursor) => number | undefined;

/** The APIs that clients call, by key. */
export const KAFKA_APIS: { readonly [key: number]: KafkaApi } = {
  0: { name: "Produce", errorCode: ofFirstPartition },
  1: { name: "Fetch", mayWait: true },
  2: { name: "ListOffsets" },
  3: { name: "Metadata", isTalk: true },
  8: { name: "OffsetCommit" },
  9: { name: "OffsetFetch" },
  10: { name: "FindCoordinator", errorCode: atBeginning({ throttledSince: 1, flexibleSince: 3 }) },
  11: {
    name: "JoinGroup",
    mayWait: true,
    errorCode: atBeginning({ throttledSince: 2, flexibleSince: 6 }),
  },
  12: {
    name: "Heartbeat",
    isTalk: true,
    errorCode: atBeginning({ throttledSince: 1, flexibleSince: 4 }),
  },
  13: { name: "LeaveGroup", errorCode: atBeginning({ throttledSince: 1, flexibleSince: 4 }) },
  14: {
    name: "SyncGroup",
    mayWait: true,
    errorCode: atBeginning({ throttledSince: 1, flexibleSince: 4 }),
  },
  17: {
    name: "SaslHandshake",
    isTalk: true,
    errorCode: atBeginning({ throttledSince: 99, flexibleSince: 99 }),
  },
  18: { name: "ApiVersions", isTalk: true },
  19: { name: "CreateTopics", errorCode: ofFirstTopic },
  20: { name: "DeleteTopics" },
  22: { name: "InitProducerId", errorCode: atBeginning({ throttledSince: 0, flexibleSince: 2 }) },
  24: { name: "AddPartitionsToTxn" },
  25: { name: "AddOffsetsToTxn", errorCode: atBeginning({ throttledSince: 0, flexibleSince: 3 }) },
  26: { name: "EndTxn", errorCode: atBeginning({ throttledSince: 0, flexibleSince: 3 }) },
  28: { name: "TxnOffsetCommit" },
  36: {
    name: "SaslAuthenticate",
    isTalk: true,
    errorCode: atBeginning({ throttledSince: 99, flexibleSince: 2 }),
  },
};

/** The code comes first, after the time the client is to wait, where the version has it. */
function atBeginning(since: {
  readonly throttledSince: number;
  readonly flexibleSince: number;
}): ErrorCodeReader {
  return (version, cursor) => {
    // A flexible reply's header ends with tags, of which brokers send none.
    if (version >= since.flexibleSince) cursor.skip(1);
    if (version >= since.throttledSince) cursor.skip(4);
    return cursor.bigEndian(2);
  };
}

/** Topics, each with its partitions, each with its index and code. */
function ofFirstPartition(version: number, cursor: ByteCursor): number | undefined {
  if (version >= 9 || cursor.bigEndian(4) === 0) return undefined;
  cursor.skip(Math.max(0, signed16(cursor.bigEndian(2))));
  return cursor.bigEndian(4) === 0 ? undefined : cursor.skip(4).bigEndian(2);
}

/** Topics, each with its name and code. */
function ofFirstTopic(version: number, cursor: ByteCursor): number | undefined {
  if (version >= 5) return undefined;
  if (version >= 2) cursor.skip(4);
  if (cursor.bigEndian(4) === 0) return undefined;
  cursor.skip(Math.max(0, signed16(cursor.bigEndian(2))));
  return cursor.bigEndian(2);
}
