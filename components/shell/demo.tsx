"use client";

import { createContext, useContext } from "react";

/** Whether the built-in simulator stands in for the call service. Told once, by the layout. */
export const DemoContext = createContext(false);

export const useDemo = () => useContext(DemoContext);
