import type { FetchReason } from "@/lib/wire/fetch-json";

/** `floor`: a board of which nothing is there. `shown`: a call that is on the page already. `settings`: what a settings page reads. */
export type ErrorSubject = "board" | "floor" | "call" | "shown" | "calls" | "settings" | "cancel" | "change";

export type ErrorWords = {
  title: string;
  /** what happened, what is kept, what to do */
  text: string;
  /** retry: asking again may help. wait: Earshot asks again by itself. check_key: only the operator can help */
  action: "retry" | "wait" | "check_key" | "none";
};

const KEPT: Record<ErrorSubject, string> = {
  board: "Whatever is already on the board stays, with its age.",
  floor: "No call has been read yet.",
  call: "Nothing of the call has been read yet.",
  shown: "What the page shows of the call stays, with its age.",
  calls: "Nothing was changed.",
  settings: "Nothing was changed.",
  cancel: "The call was not ended by this request.",
  change: "Nothing was changed.",
};

/** What only signing in, links, codes and the settings are answered: their words are access-words.ts, kept from other pages. */
export type AccessReason = Extract<
  FetchReason,
  "wrong_credentials" | `link_${string}` | `passcode_${string}` | "code_unknown" | "user_exists" | "last_admin"
>;

/** The words for an error, distinct for each reason, naming what the reader can do about it. */
export function errorWords(reason: FetchReason, subject: ErrorSubject): ErrorWords {
  const kept = KEPT[subject];
  const isPress = subject === "cancel" || subject === "change";
  const again = isPress ? "Try again in a moment." : "Earshot keeps trying by itself.";
  const action = isPress ? "retry" : "wait";
  switch (reason) {
    case "invalid_request":
      return {
        title: "Earshot did not understand the request",
        text: `Something in the address is not valid. Check the filters in it, or start again from the Live page. ${kept}`,
        action: "none",
      };
    case "invalid_call_id":
      return {
        title: "This is not a call's id",
        text: "An id has up to 128 letters, digits, dots, dashes and underscores. Check the link you followed.",
        action: "none",
      };
    case "cross_site":
      return {
        title: "Refused: the request came from another site",
        text: `Earshot takes changes only from its own pages. Open Earshot at its usual address and try there. ${kept}`,
        action: "none",
      };
    case "sign_in_required":
      return { title: "You are signed out", text: `Sign in again to go on. ${kept}`, action: "none" };
    case "not_permitted":
      return { title: "Your role does not allow this", text: `An admin can change your role. ${kept}`, action: "none" };
    case "too_many_attempts":
      if (subject === "call" || subject === "calls" || subject === "shown") {
        return {
          title: "Very many calls in one minute",
          text: `You have opened more new calls than Earshot asks for on behalf of one person. ${kept} ${again}`,
          action,
        };
      }
      return {
        title: "Too many attempts",
        text: "Wait a few minutes before the next one. A right one would be refused now, too.",
        action: "none",
      };
    case "too_large":
      return { title: "That is too much text", text: `Make it shorter and send it again. ${kept}`, action: "none" };
    case "conflict":
      return {
        title: "Somebody else changed this meanwhile",
        text: `Look at it again before you go on. ${kept}`,
        action: "none",
      };
    case "database_unavailable":
      return {
        title: "Earshot's database does not answer",
        text: isPress
          ? `Calls go on. ${kept} ${again} If it lasts, the server's log says why.`
          : "Calls go on, and what is on the page stays, with its age. Earshot keeps trying by itself; if it lasts, the server's log says why.",
        action,
      };
    case "call_not_found":
      if (subject === "shown") {
        return {
          title: "The call service does not know this call any more",
          text: `It may have been deleted there. ${kept} ${again}`,
          action,
        };
      }
      return {
        title: "No such call",
        text: "The call service knows no call with this id. It may be mistyped, or belong to another organisation.",
        action: subject === "cancel" ? "none" : "retry",
      };
    case "not_cancellable":
      return {
        title: "This call cannot be ended",
        text: "The call service ends calls only while they are set up, ringing or active. This one is not.",
        action: "none",
      };
    case "key_rejected":
      return {
        title: "The call service refused Earshot's key",
        text: `Check HEPPU_API_KEY in Earshot's settings and start it again. ${kept}`,
        action: "check_key",
      };
    case "other_organisation":
      return {
        title: "This call belongs to another organisation",
        text: "Earshot's key opens one organisation's calls only. Check that HEPPU_API_KEY is of the right one.",
        action: "check_key",
      };
    case "call_service_timeout":
      return {
        title: "The call service took too long",
        text:
          subject === "cancel"
            ? "Whether the call was ended is not known. Look at its status before trying again."
            : `It did not answer in time. ${kept} ${again}`,
        action,
      };
    case "call_service_unreachable":
      return {
        title: "The call service cannot be reached",
        text: `No connection from Earshot's server to the call service. If it lasts, check HEPPU_API_URL and the server's network. ${kept} ${again}`,
        action,
      };
    case "call_service_error":
      return {
        title: "The call service has a problem",
        text: `It answered with an error of its own. ${kept} ${again}`,
        action,
      };
    case "call_service_malformed":
      return {
        title: "The call service's answer could not be read",
        text: `It sent something that is not a call. If it lasts, check that HEPPU_API_URL points at the call API. ${kept} ${again}`,
        action,
      };
    case "call_service_rate_limited":
      return {
        title: "The call service asks Earshot to slow down",
        text: `Too many requests were made with this key. ${kept} ${again}`,
        action,
      };
    case "call_service_paused":
      return {
        title: "Earshot is giving the call service a rest",
        text: `It failed several times in a row, so Earshot asks rarely until it answers again. ${kept} ${again}`,
        action,
      };
    case "request_budget":
      return {
        title: "The request budget is used up",
        text: `Earshot makes no more requests a minute than EARSHOT_MAX_REQUESTS_PER_MINUTE allows. ${kept} ${again}`,
        action,
      };
    case "not_found":
      return {
        title: "There is nothing at this address",
        text: "Earshot may have been updated since the page was opened. Reload it, or start again from the Live page.",
        action: "none",
      };
    case "internal":
      return {
        title: "Earshot made a mistake",
        text:
          subject === "cancel"
            ? "Whether the call was ended is not known. Look at its status; the server's log says more."
            : `Its server's log says more. ${kept} ${again}`,
        action,
      };
    case "offline":
      return {
        title: "Earshot's server cannot be reached",
        text:
          subject === "cancel"
            ? "Whether the call was ended is not known. Check the connection and the call's status before trying again."
            : `Check this device's connection, and that Earshot is running. ${kept} ${again}`,
        action,
      };
    case "bad_answer":
      return {
        title: "Something other than Earshot answered",
        text:
          subject === "cancel"
            ? "Whether the call was ended is not known: a proxy or a sign-in page answered instead. Check the call's status."
            : `A proxy, a sign-in page or a server being updated stands in between. ${kept} ${again}`,
        action,
      };
    default:
      return {
        title: `Earshot refused this: ${(reason satisfies AccessReason).replaceAll("_", " ")}`,
        text: `That is no answer to what the page asks. Reload it. ${kept}`,
        action: "none",
      };
  }
}
