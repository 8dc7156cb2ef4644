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
};
