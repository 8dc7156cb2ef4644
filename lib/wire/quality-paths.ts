import { qualityPath } from "./paths";

/** Sections of the page on quality; the queue is the first. */
export type QualitySection = "queue" | "rubrics" | "agreement" | "agents";
export const qualityPagePath = (section: QualitySection = "queue") =>
  section === "queue" ? qualityPath : `${qualityPath}/${section}`;
/** @param rubricId "new" for one that is yet to be made */
export const rubricPagePath = (rubricId: string) => `${qualityPagePath("rubrics")}/${rubricId}`;
export const reviewPagePath = (reviewId: string) => `${qualityPagePath()}/reviews/${reviewId}`;
/** @param agent its id, or the name of one without */
export const coachingPagePath = (agent: string) => `${qualityPagePath("agents")}?agent=${encodeURIComponent(agent)}`;
const qualityApiPath = "/api/v1/quality";
export const callQualityApiPath = (callId: string) => `${qualityApiPath}/calls/${callId}`;
export const callNotesApiPath = (callId: string) => `${callQualityApiPath(callId)}/notes`;
export const noteApiPath = (noteId: string) => `${qualityApiPath}/notes/${noteId}`;
export const rubricsApiPath = `${qualityApiPath}/rubrics`;
export const rubricApiPath = (rubricId: string) => `${rubricsApiPath}/${rubricId}`;
export const triedRubricApiPath = `${qualityApiPath}/try`;
export const reviewsApiPath = `${qualityApiPath}/reviews`;
export const reviewApiPath = (reviewId: string) => `${reviewsApiPath}/${reviewId}`;
export const reviewersApiPath = (reviewId: string) => `${reviewApiPath(reviewId)}/reviewers`;
export const samplingApiPath = `${qualityApiPath}/sampling`;
/** @param from ISO 8601 */
export const agreementApiPath = (from: string) => `${qualityApiPath}/agreement?from=${encodeURIComponent(from)}`;
/** @param from ISO 8601 */
export const calibrationApiPath = (from: string) => `${qualityApiPath}/calibration?from=${encodeURIComponent(from)}`;
/** @param from ISO 8601 */
export const qualityAgentsApiPath = (from: string) => `${qualityApiPath}/agents?from=${encodeURIComponent(from)}`;
/** @param from ISO 8601 */
export const coachingApiPath = (agent: string, from: string) =>
  `${qualityApiPath}/coaching?agent=${encodeURIComponent(agent)}&from=${encodeURIComponent(from)}`;
