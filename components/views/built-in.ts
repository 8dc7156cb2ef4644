import type { SavedView, ViewPage } from "@/lib/wire/views-contract";

const view = (page: ViewPage, name: string, query: Record<string, string>): SavedView => ({
  ...{ id: `built in ${name}`, page, name, query: new URLSearchParams(query).toString() },
  ...{ shared: true, isOwn: true, madeBy: "", mayChange: false, changedAt: "" },
});

/** Views that are there for everybody, before anybody has saved one; parameters in the order of their names. */
export const BUILT_IN: Record<ViewPage, readonly SavedView[]> = {
  live: [],
  calls: [
    view("calls", "Today", { when: "today" }),
    view("calls", "Needs a look", { attention: "any", when: "last7" }),
    view("calls", "Unanswered", { status: "no_answer,busy", when: "last7" }),
    view("calls", "Long", { min: "600", sort: "longest" }),
    view("calls", "Ended by us", { ended: "person" }),
  ],
  analytics: [
    view("analytics", "Today by the hour", { bucket: "hour", when: "today" }),
    view("analytics", "This week", { when: "week" }),
    view("analytics", "Last 30 days", { when: "last30" }),
    view("analytics", "Calls that needed a person", { attention: "any", when: "last30" }),
  ],
};
