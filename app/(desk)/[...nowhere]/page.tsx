import { notFound } from "next/navigation";

export const metadata = { title: "Nothing here" };

/** Every address that nothing else has: what is there instead wears the desk's frame, which other pages need not load. */
export default function Nowhere(): never {
  notFound();
}
