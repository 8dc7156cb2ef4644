/** What the tab is called: several searches side by side are told apart. */
export const pageTitle = (q: string): string => (q === "" ? "Calls" : `“${q}” in calls`);
