import type { AskBoard } from "./ask-board";
import type { AskCall } from "./ask-call";
import { stateOf } from "./call-events";
import type { Current, Subscribe, Topic } from "./events";
import type { Holds } from "./holds";
import type { Lives } from "./lives";
import { BOARD, CALLS, type Wants } from "./schedule";
import type { Spine } from "./spine";

const callOf = (topic: Topic) => (topic.startsWith("call:") ? topic.slice("call:".length) : null);

/** Subscriptions: listening, and wanting something to be read as long as one listens. */
export function createSubscribe(parts: {
  spine: Spine;
  holds: Holds;
  lives: Pick<Lives, "get" | "all">;
  wants: Pick<Wants, "isWanted">;
  askBoard: Pick<AskBoard, "build" | "wake">;
  askCall: Pick<AskCall, "wake">;
  onBoardHeard: () => void;
}): Subscribe {
  const { spine, holds, lives, askBoard, askCall } = parts;

  function current(topics: ReadonlySet<Topic>): Current {
    const named = [...topics].flatMap((topic) => callOf(topic) ?? []);
    const chosen = topics.has("calls") ? lives.all() : named.flatMap((id) => lives.get(id) ?? []);
    const board = topics.has("board") ? askBoard.build() : null;
    return { sequence: spine.sequence(), calls: chosen.flatMap((life) => stateOf(life) ?? []), board };
  }

  /** What a topic wants read: `calls` the board, and what has ended on to its end. */
  function keysOf(topic: Topic): string[] {
    if (topic === "calls") return [BOARD, CALLS];
    return [topic === "board" ? BOARD : (callOf(topic) ?? topic)];
  }

  function want(topics: ReadonlySet<Topic>, intervalMs: number): (() => void)[] {
    const keys = [...new Set([...topics].flatMap(keysOf))];
    const fresh = keys.filter((key) => !parts.wants.isWanted(key));
    const releases = keys.map((key) => holds.hold(key, intervalMs));
    for (const key of fresh) {
      if (key === BOARD) askBoard.wake();
      else if (key !== CALLS) askCall.wake(key);
    }
    return releases;
  }

  return (topics, listener, { demand }) => {
    const named = new Set(topics);
    // What is known already is no news to whoever comes now.
    if (named.has("board")) askBoard.build();
    const stopListening = spine.subscribe([...named], listener);
    const releases = demand === "none" ? [] : want(named, demand);
    if (named.has("board")) parts.onBoardHeard();
    return {
      current: () => current(named),
      unsubscribe() {
        stopListening();
        for (const release of releases) release();
        parts.onBoardHeard();
      },
    };
  };
}
