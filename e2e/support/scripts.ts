/** What a page's HTML names as scripts, as it names them; browsers that know modules leave out `nomodule`. */
export function scriptsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  const sources = tags.flatMap((tag) => (/\bnomodule\b/i.test(tag) ? [] : [/\bsrc="([^"]+)"/.exec(tag)?.[1] ?? ""]));
  return [...new Set(sources.filter((source) => source !== ""))];
}
