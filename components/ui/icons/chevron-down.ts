import { icon } from "./icon";

export const ChevronDown = /* @__PURE__ */ icon("M6 9l6 6 6-6");
