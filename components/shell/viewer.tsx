"use client";

import { createContext, useContext } from "react";

/** Who looks at this page, as the layout knew when it was loaded; signing in or out loads the page anew. */
export type Viewer = {
  /** on: people sign in; off and demo: nobody does */
  mode: "on" | "off" | "demo";
  /** null: nobody is signed in, or it could not be found out */
  person: {
    name: string;
    /** of the user; "demo" or "off" where nobody signs in */
    id: string;
    email: string | null;
    role: "admin" | "supervisor" | "viewer";
    /** actions of lib/access/can.ts; what a page offers, never what the server allows */
    may: readonly string[];
  } | null;
};

export const ViewerContext = createContext<Viewer>({ mode: "on", person: null });

export const useViewer = () => useContext(ViewerContext);

export const ROLE_WORDS = {
  admin: { name: "Admin", text: "everything, users and settings included" },
  supervisor: { name: "Supervisor", text: "watches, reads, ends and shares calls" },
  viewer: { name: "Viewer", text: "watches and reads, with numbers and names masked" },
} as const;
