import { describe, expect, it } from "vitest";
import { createOutput } from "./output.mjs";

function printed(quiet: boolean) {
  let text = "";
  const begin = createOutput(
    (more) => {
      text += more;
    },
    { quiet },
  );
  return { begin, text: () => text };
}

describe("the output of steps side by side", () => {
  it("a step that runs alone is heard as it speaks", () => {
    const { begin, text } = printed(false);
    const step = begin("── types");
    expect(text()).toBe("── types\n");
    step.write("one\n");
    expect(text()).toBe("── types\none\n");
  });

  it("the second waits for the end of the first, then is heard as it speaks", () => {
    const { begin, text } = printed(false);
    const [first, second] = [begin("── a"), begin("── b")];
    second.write("b1\n");
    first.write("a1\n");
    expect(text()).toBe("── a\na1\n");
    first.close(false);
    expect(text()).toBe("── a\na1\n── b\nb1\n");
    second.write("b2\n");
    expect(text()).toBe("── a\na1\n── b\nb1\nb2\n");
  });

  it("what ended early is heard whole and in order, whoever ends first", () => {
    const { begin, text } = printed(false);
    const [first, second, third] = [begin("── a"), begin("── b"), begin("── c")];
    third.write("c1\n");
    third.close(true);
    second.write("b1\n");
    second.close(false);
    first.write("a1\n");
    first.close(false);
    expect(text()).toBe("── a\na1\n── b\nb1\n── c\nc1\n");
  });

  it("quiet, only what failed is heard", () => {
    const { begin, text } = printed(true);
    const [first, second] = [begin("── a"), begin("── b")];
    first.write("a1\n");
    second.write("b1\n");
    first.close(false);
    second.close(true);
    expect(text()).toBe("── b\nb1\n");
  });
});
