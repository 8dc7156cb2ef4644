/** @type {import("next").NextConfig} */
const nextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  // For scripts and pages, which a browser loads seldom. API answers are compressed once a version by our own code and
  // say no-transform: a gzip for each request would cost 6 ms of CPU each time.
  compress: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimizer is an attack surface this product has no use for: /_next/image answers 404.
  images: { unoptimized: true },
  // `npm test` checks the types, tests included; somebody who only starts Earshot need not wait for it.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  devIndicators: false,
  // What is read by its path at run time the build puts there itself (lib/launch/build.ts); nobody's data goes along.
  outputFileTracingExcludes: { "/**": ["./data/**", "./lib/**", "./e2e/**"] },
  // One reads its engine from files beside its own code, the other makes its interface of its functions' names.
  serverExternalPackages: ["@electric-sql/pglite", "pg-boss"],
  turbopack: { root: import.meta.dirname },
  // Whoever opens a page stays on it for hours: few files that compress well together (six KiB less) count for more than
  // sharing small ones with the next page. React and Next stay apart, and in the browser's cache, whatever we change.
  experimental: {
    turbopackChunking: {
      firstPageLoadPriority: 1,
      requestCost: 2_000_000,
      minChunkSize: 500_000,
      maxMergeChunkSize: 2_000_000,
    },
  },
};

export default nextConfig;
