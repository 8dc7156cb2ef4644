import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import { isId } from "@/lib/access/secrets";
import type { OpenedStores } from "@/lib/access/stores";
import type { Transaction } from "@/lib/database/transaction";
import { RequestError } from "@/lib/wire/request-error";
import type { NewView, SavedView, ViewChange, ViewList, ViewPage } from "@/lib/wire/views-contract";
import { MOST_OWN_VIEWS, MOST_SHARED_VIEWS, type Saved, type StoredView, type ViewStore } from "./store";
import type { ViewStores } from "./stores";

const NO_VIEW = { message: "There is no such view. Somebody may have deleted it." };
const NOT_YOURS_TO_TAKE = {
  message: "Only who made a shared view can take it back. Delete it if nobody should have it.",
};

const mayShare = (person: Person): boolean => can(person, "views.share").allowed;

function entryOf(view: StoredView, person: Person): SavedView {
  const { id, page, name, query, shared, madeById, madeByName, changedAt } = view;
  const isOwn = madeById === person.id;
  return {
    ...{ id, page, name, query, shared, isOwn },
    madeBy: madeByName,
    mayChange: shared ? mayShare(person) : isOwn,
    changedAt: changedAt.toISOString(),
  };
}

function savedOf(saved: Saved, shared: boolean): StoredView {
  if (saved.kind === "saved") return saved.view;
  const message =
    saved.kind === "taken"
      ? `There is ${shared ? "a shared view" : "a view of yours"} with this name. Take another name, or overwrite that one.`
      : `There are ${shared ? `${MOST_SHARED_VIEWS} shared views` : `${MOST_OWN_VIEWS} views of yours`} already. Delete one first.`;
  throw new RequestError("conflict", { message });
}

const target = (id: string) => ({ kind: "view", id });

type ViewsParts = {
  stores: OpenedStores<ViewStores>;
  authorize: Authorize;
};

/** Views people save of a page. Everybody has their own and uses the shared ones; supervisors and admins share. */
export function createViews({ stores, authorize }: ViewsParts) {
  async function personWho(actor: Actor, action: "views.use" | "views.share"): Promise<Person> {
    await authorize(actor, action);
    if (actor.kind !== "person") throw new RequestError("not_permitted");
    return actor;
  }

  /** Whoever may not change a shared view is refused before a change begins, and that is written down. */
  async function authorizeShared(actor: Actor, person: Person, id: string): Promise<void> {
    const all = await (await stores()).views.list(person.id, null);
    if (all.some((view) => view.id === id && view.shared)) await authorize(actor, "views.share");
  }

  /** @throws RequestError not_found for what this person does not have, not_permitted for what was shared meanwhile */
  async function theirs(tx: Transaction, views: ViewStore, id: string, person: Person): Promise<StoredView> {
    const view = isId(id) ? await views.find(tx, id, person.id) : null;
    if (view === null) throw new RequestError("not_found", NO_VIEW);
    if (view.shared && !mayShare(person)) throw new RequestError("not_permitted");
    return view;
  }

  /** One's own views and the shared ones, by name. @param page null: of every page */
  async function viewList(actor: Actor, page: ViewPage | null): Promise<ViewList> {
    const person = await personWho(actor, "views.use");
    const { views } = await stores();
    const all = await views.list(person.id, page);
    return { data: { views: all.map((view) => entryOf(view, person)), mayShare: mayShare(person) } };
  }

  /** @throws RequestError conflict: the name is taken, or there are too many; not_permitted: it may not be shared */
  async function saveView(actor: Actor, wanted: NewView): Promise<SavedView> {
    const person = await personWho(actor, wanted.shared ? "views.share" : "views.use");
    const { views, change } = await stores();
    return change(actor, async ({ tx, audit }) => {
      const view = savedOf(await views.save(tx, { ...wanted, by: person }), wanted.shared);
      const { page, shared } = view;
      audit.record({ action: "view.saved", target: target(view.id), detail: { page, shared } });
      return entryOf(view, person);
    });
  }

  /** @throws RequestError not_found, conflict or not_permitted */
  async function changeView(actor: Actor, id: string, wanted: ViewChange): Promise<SavedView> {
    const person = await personWho(actor, wanted.shared === true ? "views.share" : "views.use");
    await authorizeShared(actor, person, id);
    const { views, change } = await stores();
    return change(actor, async ({ tx, audit }) => {
      const before = await theirs(tx, views, id, person);
      const { name, query, shared = before.shared } = wanted;
      if (before.shared && !shared && before.madeById !== person.id) {
        throw new RequestError("not_permitted", NOT_YOURS_TO_TAKE);
      }
      const changes = { ...(name !== undefined && { name }), ...(query !== undefined && { query }), shared };
      const view = savedOf(await views.change(tx, before, changes), shared);
      const detail = { page: view.page, name: name !== undefined, query: query !== undefined, shared };
      audit.record({ action: "view.changed", target: target(id), detail });
      return entryOf(view, person);
    });
  }

  /** @throws RequestError not_found or not_permitted */
  async function removeView(actor: Actor, id: string): Promise<SavedView> {
    const person = await personWho(actor, "views.use");
    await authorizeShared(actor, person, id);
    const { views, change } = await stores();
    return change(actor, async ({ tx, audit }) => {
      const before = await theirs(tx, views, id, person);
      await views.remove(tx, id);
      const { page, shared } = before;
      audit.record({ action: "view.deleted", target: target(id), detail: { page, shared } });
      return entryOf(before, person);
    });
  }

  return { list: viewList, save: saveView, change: changeView, remove: removeView };
}

export type Views = ReturnType<typeof createViews>;
