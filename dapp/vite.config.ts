import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the dev server finds the gateway: its default port. */
const GATEWAY = "http://127.0.0.1:4000";

/**
 * Modules of the pure rooms do nothing but define, so what a page does not use of them is left out and what one page alone uses is loaded
 * with it. Without this every importer of one word of protocol carries all of its schemas.
 */
const leaveOutUnused = {
  treeshake: { moduleSideEffects: (id: string) => !/\/(protocol|synth-worker)\/src\//.test(id) },
};

/** Builds the single-page app into dist/. Everything that differs between deployments is read at runtime, so there are no variables here. */
export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    proxy: {
      ...Object.fromEntries(
        ["/graphql", "/catalogue", "/ehds", "/ipfs", "/consents"].map((path) => [path, GATEWAY]),
      ),
      "/orders": bypassPages(),
    },
  },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: leaveOutUnused,
  },
  worker: { format: "es", rolldownOptions: leaveOutUnused },
});

/** The dev server keeps /orders/:id for the page and passes only the two download paths on to the gateway. */
function bypassPages() {
  return {
    target: GATEWAY,
    bypass: (request: { url?: string | undefined }) =>
      /^\/orders\/\d+\/(key|file)$/.test(request.url ?? "") ? undefined : "/index.html",
  };
}
