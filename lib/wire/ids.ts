/** The id of anything of ours, 96 random bits in hex; ids of calls are the call service's (lib/calls/id.ts). */
export const OWN_ID = /^[0-9a-f]{24}$/;
