/**
 * Whether this is an error of that class of ours, told by its `name`. Route handlers and pages are bundled apart, and each
 * bundle has a copy of the class: `instanceof` knows its own copy only, and a refusal from another becomes a 500.
 * @param name the class's own, which its type must declare as a literal: `isNamed<RequestError>(error, "RequestError")`
 */
export function isNamed<OurError extends Error>(error: unknown, name: OurError["name"]): error is OurError {
  return error instanceof Error && error.name === name;
}
