/** Walls: screens that show the floor, each with a pass of its own. */
export { createWallStores, type WallStores } from "./stores";
export { createWalls, type Walls } from "./walls";
