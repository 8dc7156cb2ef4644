import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMON_PASSWORDS } from "./common-passwords";
import { createPasswords, type Derive, passwordFault } from "./passwords";
import { knownPerson } from "./turns";

const quick = { logCost: 4 };
const ada = knownPerson("ada");

describe("hashing", () => {
  test("a password belongs to its own hash and to no other", async () => {
    const passwords = createPasswords(quick);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), async (right, other) => {
        const stored = await passwords.hash(right, ada);
        expect((await passwords.verify(right, stored, ada)).matches).toBe(true);
        const same = right.normalize("NFKC") === other.normalize("NFKC");
        expect((await passwords.verify(other, stored, ada)).matches).toBe(same);
      }),
      { numRuns: 50 },
    );
  });

  test("the hash names its parameters, has a salt of its own and does not hold the password", async () => {
    const passwords = createPasswords(quick);
    const [one, two] = [await passwords.hash("correct horse", ada), await passwords.hash("correct horse", ada)];
    expect(one).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(one).not.toContain("correct");
  });

  test("one character typed in two ways is the same password", async () => {
    const passwords = createPasswords(quick);
    const stored = await passwords.hash("p\u00e4ssw\u00f6rd-example", ada);
    expect((await passwords.verify("pa\u0308sswo\u0308rd-example", stored, ada)).matches).toBe(true);
  });

  test("by default a hash costs 2^17", async () => {
    const asked: number[] = [];
    const derive: Derive = async (_password, _salt, bytes, options) => {
      asked.push(options.cost ?? 0);
      return Buffer.alloc(bytes);
    };
    expect(await createPasswords({ derive }).hash("x", ada)).toMatch(/^scrypt\$17\$8\$1\$/);
    expect(asked).toEqual([2 ** 17]);
  });

  test("a hash made with other parameters still works and is called outdated", async () => {
    const stored = await createPasswords({ logCost: 3 }).hash("an older one", ada);
    const today = createPasswords(quick);
    expect(await today.verify("an older one", stored, ada)).toEqual({ matches: true, outdated: true });
    expect(await today.verify("an older one", await today.hash("an older one", ada), ada)).toEqual({
      matches: true,
      outdated: false,
    });
  });

  test.each([null, "", "scrypt$4$8$1$$", "plain text", "scrypt$x$8$1$AAAA$AAAA", "bcrypt$4$8$1$AAAA$AAAA"])(
    "nothing matches the hash %j, after the same work as for a real one",
    async (stored) => {
      let count = 0;
      const derive: Derive = (...given) => {
        count += 1;
        return (promisify(scrypt) as Derive)(...given);
      };
      const passwords = createPasswords({ ...quick, derive });
      expect(await passwords.verify("", stored, ada)).toEqual({ matches: false, outdated: false });
      expect(await passwords.verify("anything", stored, ada)).toEqual({ matches: false, outdated: false });
      expect(count).toBe(2);
    },
  );
});

describe("what may be a password", () => {
  test.each([
    ["eleven char", null],
    ["x".repeat(257), null],
    ["aaaaaaaaaaaa", null],
    ["ababababababab", null],
    ["ada@example.com", "ada@example.com"],
    ["ADA@Example.com", "ada@example.com"],
    ["ada.lovelace.1815", "ada.lovelace.1815@example.com"],
    ["Password1234", null],
    ["pass word 1234", null],
    ["correct-horse-battery-staple", null],
    ["Correct Horse Battery Staple", null],
    ["QWERTYUIOP123", null],
  ])("%j is refused in a sentence that does not repeat it", (password, email) => {
    const fault = passwordFault(password, email);
    expect(fault).toMatch(/\.$/);
    expect(fault?.toLowerCase()).not.toContain(password.toLowerCase());
  });

  test.each([
    ["twelve chars", null],
    ["x1y2".repeat(64), null],
    ["a perfectly fine sentence", "ada@example.com"],
    ["пароль из слов", null],
    ["🐎🔋📎✅🐎🔋📎✅🐎🔋📎✅", null],
  ])("%j is taken", (password, email) => {
    expect(passwordFault(password, email)).toBeNull();
  });

  test("every common password is one that could be chosen otherwise, written as it is looked up", () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThanOrEqual(100);
    for (const common of COMMON_PASSWORDS) {
      expect(common.length).toBeGreaterThanOrEqual(12);
      expect(common).toBe(
        common
          .normalize("NFKC")
          .toLowerCase()
          .replace(/[\s._-]/g, ""),
      );
      expect(passwordFault(common, null)).not.toBeNull();
    }
  });
});
