/** Whether the first bytes that a client sent are an HTTP/1 request; undefined while too few. */
export function opensHttp(firstBytes: Uint8Array): boolean | undefined {
  if (firstBytes.length < 8) return undefined;
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT) /.test(
    String.fromCharCode(...firstBytes.subarray(0, 8)),
  );
}
