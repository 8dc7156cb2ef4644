import { CopyButton } from "@/components/ui/copy-button";

/** A secret or link that is shown once, with its copy button. */
export function SecretOnce({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-center gap-2 rounded-lg border border-line-strong/60 bg-raised px-3 py-2">
      <code className="min-w-0 flex-1 break-all text-xs">{text}</code>
      <CopyButton text={text} label={label} className="size-8" />
    </div>
  );
}
