import { z } from "zod";
import { newViewSchema, VIEW_PAGES, viewAnswerSchema, viewChangeSchema, viewListSchema } from "../views-contract";
import { endpoint, ownIdParam, whoMay } from "./endpoint";
import { shouldBe } from "./query";

export const viewsApi = endpoint({
  path: "/api/v1/views",
  topic: "Saved views",
  methods: {
    GET: {
      summary: "One's own views and those that are shared, by name",
      who: whoMay("views.use"),
      query: shouldBe(z.object({ page: z.enum(VIEW_PAGES).optional().describe(VIEW_PAGES.join(", ")) })),
      answer: viewListSchema,
    },
    POST: {
      summary: "Saves a view; sharing it is for supervisors and admins",
      who: whoMay("views.use"),
      body: newViewSchema,
      answer: viewAnswerSchema,
      status: 201,
      reasons: ["conflict"],
    },
  },
});

export const viewApi = endpoint({
  path: "/api/v1/views/{viewId}",
  topic: "Saved views",
  params: { viewId: ownIdParam("the id of a saved view") },
  methods: {
    PATCH: {
      summary: "Renames a view, overwrites what it shows, shares it or takes it back",
      who: whoMay("views.use"),
      body: viewChangeSchema,
      answer: viewAnswerSchema,
      reasons: ["not_found", "conflict"],
    },
    DELETE: {
      summary: "Deletes a view, for everybody where it is shared",
      who: whoMay("views.use"),
      answer: viewAnswerSchema,
      reasons: ["not_found"],
    },
  },
});
