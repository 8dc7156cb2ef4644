/** What pages say beside redacted text; apart from the redactor, which no browser needs. Names are not looked for. */
export const REDACTION_NOTICE =
  "Numbers and addresses are removed automatically. Some may be missed, and names may stay.";
