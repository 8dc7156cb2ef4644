import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSealing, keyFileIn } from "./sealing";

const sealing = createSealing("k".repeat(32));

describe("a sealed secret", () => {
  test("opens to what it was, whatever it is, and shows nothing of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (secret, purpose) => {
        const sealed = sealing.seal(secret, purpose);
        expect(sealing.open(sealed, purpose)).toBe(Buffer.from(secret).toString());
        expect(sealed).toMatch(/^v1\.[\w-]+$/);
        expect(sealing.seal(secret, purpose)).not.toBe(sealed);
      }),
    );
  });

  test("does not open for another purpose, with another key, changed, cut short, or where it is none", () => {
    const sealed = sealing.seal("secret", "scorer https://one.example");
    expect(sealing.open(sealed, "scorer https://two.example")).toBeNull();
    expect(createSealing("l".repeat(32)).open(sealed, "scorer https://one.example")).toBeNull();
    const body = Buffer.from(sealed.slice(3), "base64url");
    for (let place = 0; place < body.length; place++) {
      const changed = Buffer.from(body);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(sealing.open(`v1.${changed.toString("base64url")}`, "scorer https://one.example")).toBeNull();
      const cut = `v1.${body.subarray(0, place).toString("base64url")}`;
      expect(sealing.open(cut, "scorer https://one.example")).toBeNull();
    }
    for (const text of ["", "v1.", "v2.abc", "secret"]) expect(sealing.open(text, "p")).toBeNull();
  });
});

test("the key is made once, only its owner reads it, and one that is not whole is refused", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "earshot-key-")), "data");
  try {
    const key = keyFileIn(folder);
    expect(key.length).toBeGreaterThanOrEqual(43);
    expect(keyFileIn(folder)).toBe(key);
    const path = join(folder, "secret.key");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).toBe(key);
    writeFileSync(path, "");
    expect(() => keyFileIn(folder)).toThrow(/not whole/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
