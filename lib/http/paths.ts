/** Every address of ours, written once. Call ids have passed `isCallId`, so they need no encoding. */
export const livePagePath = "/";
export const wallPagePath = "/wall";
export const callPagePath = (callId: string) => `/calls/${callId}`;

/** The board in one answer. `masked` leaves out what people said and who they are. */
export const liveApiPath = (options: { masked?: boolean } = {}) =>
  `/api/v1/live${options.masked ? "?masked=true" : ""}`;
export const callApiPath = (callId: string) => `/api/v1/calls/${callId}`;
/** Newest messages at most on our own call page; a longer transcript is cut at its start and says so. */
export const MAX_CALL_MESSAGES = 20_000;
export const callPageApiPath = (callId: string) => `${callApiPath(callId)}?messages=${MAX_CALL_MESSAGES}`;
