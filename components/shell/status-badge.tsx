import { Badge, type BadgeTone } from "@/components/ui/badge";
import {
  Ban,
  BellRing,
  Check,
  Circle,
  CircleHelp,
  Clock,
  type Icon,
  PhoneMissed,
  PhoneOff,
  Waypoints,
  X,
} from "@/components/ui/icons";
import { type StatusIcon, type StatusTone, statusFacts } from "@/lib/calls/status";

const ICONS: Record<StatusIcon, Icon> = {
  circle: Circle,
  clock: Clock,
  connecting: Waypoints,
  bell: BellRing,
  dot: Circle,
  check: Check,
  cross: X,
  missed: PhoneMissed,
  busy: PhoneOff,
  ban: Ban,
  question: CircleHelp,
};

const TONES: Record<StatusTone, BadgeTone> = {
  quiet: "quiet",
  neutral: "neutral",
  amber: "amber",
  red: "red",
  unknown: "quiet",
};

/** A status as shape, word and colour, all from the one table. `lg` takes the size of the text around it (the wall). */
export function StatusBadge({
  status,
  size = "sm",
  className,
}: {
  status: string;
  size?: "sm" | "md" | "lg";
  className?: string;
}) {
  const facts = statusFacts(status);
  const Icon = ICONS[facts.icon];
  return (
    <Badge
      tone={TONES[facts.tone]}
      size={size}
      dashed={facts.tone === "unknown"}
      className={className}
      icon={
        facts.icon === "dot" ? (
          <svg viewBox="0 0 14 14" aria-hidden="true" className="shrink-0">
            <circle cx="7" cy="7" r="4" fill="currentColor" />
          </svg>
        ) : (
          <Icon aria-hidden className="shrink-0" strokeWidth={2.25} />
        )
      }
    >
      {facts.label}
    </Badge>
  );
}
