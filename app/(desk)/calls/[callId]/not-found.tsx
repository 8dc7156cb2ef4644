import { NoSuchCall } from "@/components/call/no-such-call";

export default function NotFound() {
  return <NoSuchCall />;
}
