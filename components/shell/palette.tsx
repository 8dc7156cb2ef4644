"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import {
  ArrowRight,
  Keyboard,
  LayoutGrid,
  Monitor,
  Moon,
  Pause,
  Search,
  Settings,
  Sun,
  SunMoon,
  User,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { goesOn } from "@/components/live/call-words";
import { boardQuery } from "@/lib/queries/live";
import { callPagePath, livePagePath, settingsPagePath, wallPagePath } from "@/lib/wire/paths";
import { looksLikeCallId } from "./call-id-look";
import { showOverlay } from "./overlays";
import { agentsOf, CallItem, Item } from "./palette-items";
import { togglePause, usePause } from "./pause";
import { SETTINGS_LIST } from "./settings-list";
import { setTheme } from "./theme";
import { useViewer } from "./viewer";

const GROUP =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs";

/** Everything reachable by typing: a call by id, number, agent or contact; pages; pause; theme. Loaded on first use. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { paused } = usePause();
  const { person } = useViewer();
  const { data: board } = useQuery({
    ...boardQuery({ paused }),
    refetchInterval: false,
    select: (answer) => answer.board,
  });
  const calls = board?.data.calls ?? [];
  const typed = text.trim();

  const act = (action: () => void) => () => {
    onClose();
    action();
  };
  const go = (path: string) => act(() => router.push(path));

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Jump to"
      overlayClassName="fixed inset-0 z-40 bg-black/50 animate-fade-in"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-2xl border border-line bg-surface shadow-float animate-fade-in"
    >
      <div className="flex items-center gap-3 border-line border-b px-4">
        <Search aria-hidden className="size-4 text-faint" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Call id, number, agent, page…"
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
        />
      </div>
      <Command.List className="max-h-[min(24rem,60vh)] scroll-py-9 overflow-y-auto p-1.5 pb-2">
        <Command.Empty className="px-3 py-8 text-center text-muted">Nothing matches “{typed}”.</Command.Empty>
        {typed !== "" ? (
          <Command.Group heading="Go" className={GROUP} forceMount>
            {looksLikeCallId(typed) ? (
              <Item value={`open ${typed}`} icon={<ArrowRight />} onSelect={go(callPagePath(typed))} forceMount>
                Open call <span className="font-medium">{typed}</span>
              </Item>
            ) : null}
            <Item
              value={`search ${typed}`}
              icon={<Search />}
              onSelect={go(`${livePagePath}?q=${encodeURIComponent(typed)}`)}
              forceMount
            >
              Find “{typed}” among live calls
            </Item>
          </Command.Group>
        ) : null}
        <Command.Group heading="Live calls" className={GROUP}>
          {calls
            .filter(goesOn)
            .slice(0, typed === "" ? 5 : 500)
            .map((call) => (
              <CallItem key={call.id} call={call} onSelect={go(callPagePath(call.id))} />
            ))}
        </Command.Group>
        <Command.Group heading="Agents" className={GROUP}>
          {agentsOf(calls).map(({ id, name, count }) => (
            <Item
              key={id}
              value={`agent ${name} ${id}`}
              icon={<User />}
              onSelect={go(`${livePagePath}?agent=${encodeURIComponent(id)}`)}
            >
              {name} <span className="text-muted">· {count === 1 ? "1 call" : `${count} calls`}</span>
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading="Pages" className={GROUP}>
          <Item value="page live board" icon={<LayoutGrid />} onSelect={go(livePagePath)}>
            Live
          </Item>
          <Item value="page wall monitor" icon={<Monitor />} onSelect={go(wallPagePath)}>
            Wall
          </Item>
          {SETTINGS_LIST.filter(({ needs }) => person?.may.includes(needs)).map(({ page, name }) => (
            <Item key={page} value={`settings ${name}`} icon={<Settings />} onSelect={go(settingsPagePath(page))}>
              Settings: {name}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading="Actions" className={GROUP}>
          <Item value="pause resume freeze" icon={<Pause />} onSelect={act(togglePause)}>
            {paused ? "Resume: jump to now" : "Pause everything live"}
          </Item>
          <Item value="theme light" icon={<Sun />} onSelect={act(() => setTheme("light"))}>
            Light theme
          </Item>
          <Item value="theme dark" icon={<Moon />} onSelect={act(() => setTheme("dark"))}>
            Dark theme
          </Item>
          <Item value="theme system" icon={<SunMoon />} onSelect={act(() => setTheme("system"))}>
            Theme of the system
          </Item>
          <Item value="keys shortcuts help" icon={<Keyboard />} onSelect={() => showOverlay("keys")}>
            Show the keys
          </Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
