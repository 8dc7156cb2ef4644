import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SaidText } from "./said-text";

const shown = (text: string) => renderToStaticMarkup(<SaidText text={text} />);

it("shows a sign that would turn a line round as a mark, and turns nothing", () => {
  const html = shown("See \u202e</tpircs> and \u2066this\u2069.");
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(html).toMatch(/See .*>RLO<.*&lt;\/tpircs&gt; and .*>LRI<.*this.*>PDI</);
});

it("leaves joiners and the marks of right-to-left writing as they are", () => {
  expect(shown("a\u200db \u200fש")).toBe("a\u200db \u200fש");
});
