import { hideCall, revealCall } from "@/lib/server/call-actions";
import { serve } from "@/lib/server/http/serve";
import { revealApi } from "@/lib/wire/api/calls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(revealApi, {
  POST: ({ actor, params }) => revealCall(actor, params.callId),
  DELETE: ({ actor, params }) => hideCall(actor, params.callId),
});
