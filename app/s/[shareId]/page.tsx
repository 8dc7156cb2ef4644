import { SharePage } from "@/components/sharing/share-page";

/** The same for every link, whoever asks: previews and robots learn nothing, and nothing is read or counted for them. */
export const metadata = { title: "Shared call", referrer: "no-referrer" as const };

type Props = { params: Promise<{ shareId: string }> };

export default async function Page({ params }: Props) {
  const { shareId } = await params;
  return <SharePage key={shareId} shareId={shareId} />;
}
