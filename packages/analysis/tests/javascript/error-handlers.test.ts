import { describe, expect, it } from "vitest";
import { factsOf } from "./list-sites.js";

const CALL = "fetch(u, { signal })";

/** What a handler lets out, of a `try` block around a request. */
const ofCatch = (handler: string, block = `await ${CALL};`, after = ""): string =>
  factsOf(
    "surfacing",
    `async function run() { let flag; try { ${block} } ${handler} ${after} }`,
  )[0]?.split(":")[0] ?? "none";

const ofPromise = (handler: string, around = (call: string) => `return ${call};`): string =>
  factsOf("surfacing", `async function run() { ${around(`${CALL}${handler}`)} }`)[0]?.split(
    ":",
  )[0] ?? "none";

describe("a catch clause", () => {
  it.each([
    "catch (e) { throw e; }",
    "catch (e) { report(e); }",
    "catch { count++; }",
    "catch (e) { flag = e; }",
    "catch { return { ok: false }; }",
    'catch { return "down"; }',
    "catch (e) { if (e.code === 1) return null; throw e; }",
    "catch ({ message }) { return message; }",
  ])("lets the failure out: %s", (handler) => {
    expect(ofCatch(handler)).toBe("present");
  });

  it.each([
    "catch {}",
    "catch (e) {}",
    "catch { return; }",
    "catch { return null; }",
    "catch { return undefined; }",
    "catch { return []; }",
    "catch { return {}; }",
    'catch { return ""; }',
    "catch { return 0; }",
    "catch { return false; }",
    "catch { return [] as string[]; }",
    "catch { if (strict) return null; return []; }",
    "catch (e) { return e; }",
    "catch (e) { logger.error(e); return e; }",
  ])("keeps it: %s", (handler) => {
    expect(ofCatch(handler)).toBe("absent");
  });

  it.each([
    ["a probe", ofCatch("catch {}", "JSON.parse(text);")],
    ["clean-up", ofCatch("catch {}", `await ${CALL}; socket.close();`)],
    [
      "an outcome that is tested",
      ofCatch("catch {}", `flag = await ${CALL};`, "if (!flag) throw new Error();"),
    ],
  ])("is unknown around %s", (_name, state) => {
    expect(state).toBe("unknown");
  });

  it("is judged by what follows, where only failure gets there", () => {
    const block = `return await ${CALL};`;
    expect(ofCatch("catch {}", block, "throw new Error();")).toBe("present");
    expect(ofCatch("catch {}", block, "return other();")).toBe("present");
    expect(ofCatch("catch {}", block, "return null;")).toBe("absent");
    expect(ofCatch("catch {}", block)).toBe("absent");
  });

  it("may answer no where success answers yes", () => {
    expect(ofCatch("catch { return false; }", `await ${CALL}; return true;`)).toBe("present");
    expect(ofCatch("catch { return false; }", `await ${CALL};`, "return true;")).toBe("present");
    expect(ofCatch("catch { return false; }", `return (await ${CALL}).ok;`)).toBe("present");
    expect(ofCatch("catch { return false; }", `return await ${CALL};`)).toBe("absent");
  });
});

describe("a promise's handler", () => {
  it.each([
    ".catch((e) => report(e))",
    ".catch(() => { throw other; })",
    ".catch((e) => ({ e }))",
    ".catch(handle)",
  ])("lets the failure out: %s", (handler) => {
    expect(ofPromise(handler)).not.toBe("absent");
  });

  it.each([
    ".catch(() => {})",
    ".catch(() => { return null; })",
    ".catch(() => { return []; })",
    ".then((r) => r, () => {})",
  ])("keeps it: %s", (handler) => {
    expect(ofPromise(handler)).toBe("absent");
  });

  it.each([".catch(() => null)", ".catch(() => [])", ".then((r) => r, () => undefined)"])(
    "may be meant to: %s",
    (handler) => {
      expect(ofPromise(handler)).toBe("unknown");
    },
  );

  it("is unknown where the result is tested before it is used", () => {
    expect(
      ofPromise(
        ".catch(() => { return null; })",
        (call) => `const r = await ${call}; if (r) use(r);`,
      ),
    ).toBe("unknown");
    expect(
      ofPromise(".catch(() => { return null; })", (call) => `return (await ${call})?.ok;`),
    ).toBe("unknown");
    expect(
      ofPromise(".catch(() => { return null; })", (call) => `const r = await ${call}; use(r);`),
    ).toBe("absent");
  });
});
