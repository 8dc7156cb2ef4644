import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { THEME_COOKIE, THEME_SCRIPT, themeChoice } from "@/components/shell/theme-core";
import { earshot } from "@/lib/server/earshot";
import { viewerOf } from "@/lib/server/viewer";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Earshot", template: "%s · Earshot" },
  description: "Live calls of AI voice agents, as they are spoken.",
  applicationName: "Earshot",
  manifest: "/manifest.webmanifest",
  appleWebApp: { title: "Earshot", statusBarStyle: "default" },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14161a" },
  ],
};

/** Every page is rendered for its request: the policy's nonce, the theme and the data are the viewer's own. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const { settings } = earshot();
  const choice = themeChoice((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={choice === "system" ? undefined : choice} suppressHydrationWarning>
      <body>
        {choice === "system" ? (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no input; it must run before paint
          <script nonce={nonce} dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} suppressHydrationWarning />
        ) : null}
        <Providers nonce={nonce} demo={settings.demo} viewer={await viewerOf()} build={settings.build}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
