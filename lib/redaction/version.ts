/**
 * Which redaction this is. What was made with another is made anew (lib/archive). To be raised with every change of what is
 * taken out of talk; a test watches over it.
 */
export const REDACTION_VERSION = 2;
