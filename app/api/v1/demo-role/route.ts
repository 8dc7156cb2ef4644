import { chooseDemoRole } from "@/lib/identity";
import { serve } from "@/lib/server/http/serve";
import { demoRoleApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(demoRoleApi, {
  PUT: ({ body }) => ({ kind: "done", answer: { data: body }, cookies: [chooseDemoRole(body.role)] }),
});
