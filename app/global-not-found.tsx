import { PageFrame } from "@/components/shell/page-frame";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MapPinOff } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { livePagePath } from "@/lib/wire/paths";
import RootLayout, { metadata as rootMetadata } from "./layout";

export { viewport } from "./layout";

export const metadata = { ...rootMetadata, title: "Nothing here · Earshot" };

/** A document of its own, and not a part of every page's: the desk's frame would be loaded by walls and links, too. */
export default function NotFound() {
  return (
    <RootLayout>
      <PageFrame>
        <EmptyState
          heading="h1"
          className="my-auto"
          icon={<MapPinOff aria-hidden />}
          title="There is nothing at this address"
          text="The address may be mistyped or cut short. Calls are found by their id: press Ctrl or ⌘ with K and type it."
          action={
            <Link href={livePagePath} className={buttonClass("primary")}>
              To the live calls
            </Link>
          }
        />
      </PageFrame>
    </RootLayout>
  );
}
