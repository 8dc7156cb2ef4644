/** Saved views: a page's filters and sort under a name, one's own or shared. */
export { createViewStores } from "./stores";
export { createViews, type Views } from "./views";
