/** What pages say beside redacted text; apart from the redactor, which no browser needs. Names are not looked for. */
export const REDACTION_NOTICE =
  "Numbers and addresses are removed automatically. Some may be missed, and names may stay.";

/** What pages say beside what was said when it is masked, but nobody knows whose name to mask. */
export const NAMES_NOTICE = "It is not known who is at the other end, so their name may show in what was said.";
