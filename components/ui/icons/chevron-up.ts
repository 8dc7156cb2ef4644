import { icon } from "./icon";

export const ChevronUp = /* @__PURE__ */ icon("M18 15l-6-6-6 6");
