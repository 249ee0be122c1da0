import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { Bootstrap } from "./features/shell/Bootstrap.tsx";
import "./ui/styles/index.css";

/** Reads are fresh for a few seconds; which of them may be retried is decided per query, by error class. */
const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 3_000, retry: false, refetchOnWindowFocus: true } },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Bootstrap>
        <App />
      </Bootstrap>
    </QueryClientProvider>
  </StrictMode>,
);
