import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { Shell } from "./features/shell/Shell.tsx";
import { DatasetsRoute } from "./routes/DatasetsRoute.tsx";
import { RouteFault } from "./routes/RouteFault.tsx";

/** Pages other than the first, loaded when they are opened or, before that, when the browser has nothing else to do. */
const PAGES = {
  "/datasets/:id": async () => (await import("./routes/DatasetRoute.tsx")).DatasetRoute,
  "/compare": async () => (await import("./routes/CompareRoute.tsx")).CompareRoute,
  "/buy": async () => (await import("./routes/BuyRoute.tsx")).BuyRoute,
  "/orders": async () => (await import("./routes/OrdersRoute.tsx")).OrdersRoute,
  "/orders/:id/report": async () => (await import("./routes/ReportRoute.tsx")).ReportRoute,
  "/orders/:id": async () => (await import("./routes/OrderRoute.tsx")).OrderRoute,
  "/provide/orders/:id": async () => (await import("./routes/TakePartRoute.tsx")).TakePartRoute,
  "/earnings": async () => (await import("./routes/EarningsRoute.tsx")).EarningsRoute,
  "*": async () => (await import("./routes/NotFoundRoute.tsx")).NotFoundRoute,
} as const;

const PRELOAD_AFTER_MILLIS = 1_500;

const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <RouteFault />,
    children: [
      { path: "/", element: <DatasetsRoute />, errorElement: <RouteFault /> },
      ...Object.entries(PAGES).map(([path, load]) => ({
        path,
        errorElement: <RouteFault />,
        lazy: async () => ({ Component: await load() }),
      })),
    ],
  },
]);

setTimeout(() => {
  // A failed preload is no fault: opening the page asks again and reports it.
  for (const load of Object.values(PAGES)) load().catch(() => undefined);
}, PRELOAD_AFTER_MILLIS);

/** The routed application; needs Bootstrap above it. */
export function App() {
  return <RouterProvider router={router} />;
}
