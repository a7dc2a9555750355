/** What `faultline review --run-tests` hands on of the project's configuration; undefined without it. */
export function handedSettings(): unknown {
  const text = process.env["FAULTLINE_SETTINGS"];
  return text === undefined ? undefined : JSON.parse(text);
}
