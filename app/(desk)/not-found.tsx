import { PageFrame } from "@/components/shell/page-frame";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MapPinOff } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { livePagePath } from "@/lib/wire/paths";

export const metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <PageFrame>
      <EmptyState
        heading="h1"
        className="my-auto"
        icon={<MapPinOff aria-hidden />}
        title="There is nothing at this address"
        text="The address may be mistyped or cut short. “Jump to” above finds a call by its id."
        action={
          <Link href={livePagePath} className={buttonClass("primary")}>
            To the live calls
          </Link>
        }
      />
    </PageFrame>
  );
}
