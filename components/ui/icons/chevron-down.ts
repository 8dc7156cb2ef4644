import { icon } from "./icon";

export const ChevronDown = /* @__PURE__ */ icon("M6 9 6 6 6-6");
