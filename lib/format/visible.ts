/**
 * Signs that show nothing and change what stands around them: controls, line ends, signs that turn the direction of a
 * text, marks that hide. Joiners (U+200C, U+200D) stay: names and emoji are spelled with them.
 */
const UNSEEN =
  /\u034f|\u180b|\u180c|\u180d|\u180e|\u180f|\u17b4|\u17b5|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** A name or label as it can be seen: unseen signs gone, line ends and runs of blanks as one blank, none at the ends. */
export function visible(text: string): string {
  return text
    .replace(/[\p{Zl}\p{Zp}\s\u0085]+/gu, " ")
    .replace(UNSEEN, "")
    .replace(/ +/g, " ")
    .replace(/^[ \u200c\u200d]+|[ \u200c\u200d]+$/g, "");
}
