/** @type {import("next").NextConfig} */
const nextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  // Live JSON is compressed once per version by our own code; Next's per-request gzip costs 6 ms of CPU each time.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimizer is an attack surface this product has no use for: /_next/image answers 404.
  images: { unoptimized: true },
  // `npm test` checks the types, tests included; somebody who only starts Earshot need not wait for it.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
};

export default nextConfig;
