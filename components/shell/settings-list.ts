import type { SettingsPage } from "@/lib/wire/paths";

/** Every settings page, in the order of the side list, with the action of lib/access/can.ts that opens it. */
export const SETTINGS_LIST: { page: SettingsPage; name: string; needs: string; group: string }[] = [
  { page: "account", name: "Account", needs: "account.manage", group: "You" },
  { page: "tokens", name: "Access tokens", needs: "tokens.manage", group: "You" },
  { page: "exports", name: "My exports", needs: "archive.export", group: "You" },
  { page: "shares", name: "Share links", needs: "shares.manage", group: "Floor" },
  { page: "walls", name: "Wall passes", needs: "walls.manage", group: "Floor" },
  { page: "users", name: "Users", needs: "users.manage", group: "Earshot" },
  { page: "sign-in", name: "Sign-in", needs: "settings.manage", group: "Earshot" },
  { page: "data", name: "Privacy and retention", needs: "settings.manage", group: "Earshot" },
  { page: "scorer", name: "Outside scorer", needs: "quality.manage", group: "Earshot" },
  { page: "audit", name: "Audit trail", needs: "audit.read", group: "Earshot" },
];
