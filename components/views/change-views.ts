/**
 * Changes a view, and has the list read anew.
 * @param done what to say once it is done
 * @returns why it was not done, in words; null: it was
 */
export type ChangeViews = (
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  body: object,
  done: string,
) => Promise<string | null>;
