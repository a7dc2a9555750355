import { LIMITS, tick, type InboundRecord, type TestRecord } from "./test-record.js";

/** Notes a request that the test's process began to serve; undefined once a test has too many. */
export function beginInbound(
  test: TestRecord,
  request: { readonly method?: string | undefined; readonly url?: string | undefined },
): InboundRecord | undefined {
  if (test.inbound.length >= LIMITS.inbound) return undefined;
  const url = request.url ?? "/";
  const method = request.method ?? "GET";
  const exchange: InboundRecord = {
    method,
    path: pathOf(url),
    key: `${method} ${url}`,
    begin: tick(test),
  };
  test.inbound.push(exchange);
  return exchange;
}

/** Notes that the reply is done with, whether or not it was finished. */
export function endInbound(test: TestRecord, exchange: InboundRecord): void {
  if (!test.ended) exchange.end ??= tick(test);
}

/** The path of a request's URL without its query. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
