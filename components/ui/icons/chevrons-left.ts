import { icon } from "./icon";

export const ChevronsLeft = /* @__PURE__ */ icon("M11 17l-5-5 5-5M18 17l-5-5 5-5");
