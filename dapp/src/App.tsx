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
  "/provide": async () => (await import("./routes/ProvideRoute.tsx")).ProvideRoute,
  "/provide/publish": async () => (await import("./routes/PublishRoute.tsx")).PublishRoute,
  "/provide/datasets/:id": async () => (await import("./routes/ProvidedRoute.tsx")).ProvidedRoute,
  "/provide/orders/:id": async () => (await import("./routes/TakePartRoute.tsx")).TakePartRoute,
  "/earnings": async () => (await import("./routes/EarningsRoute.tsx")).EarningsRoute,
  "/permits": async () => (await import("./routes/PermitsRoute.tsx")).PermitsRoute,
  "/permits/apply": async () => (await import("./routes/ApplyRoute.tsx")).ApplyRoute,
  "/permits/register": async () => (await import("./routes/RegisterRoute.tsx")).RegisterRoute,
  "/permits/cases/:hash/:country": async () => (await import("./routes/CaseRoute.tsx")).CaseRoute,
  "/hdab": async () => (await import("./routes/HdabRoute.tsx")).HdabRoute,
  "*": async () => (await import("./routes/NotFoundRoute.tsx")).NotFoundRoute,
} as const;

/** Pages of single roles, loaded when they are opened alone: they bring a verifier, languages or every component along. */
const ROLE_PAGES = {
  "/audit": async () => (await import("./routes/AuditRoute.tsx")).AuditRoute,
  "/patient": async () => (await import("./routes/PatientRoute.tsx")).PatientRoute,
  "/patient/:id": async () => (await import("./routes/PatientRoute.tsx")).PatientRoute,
  "/work": async () => (await import("./routes/WorkRoute.tsx")).WorkRoute,
  "/style": async () => (await import("./routes/StyleRoute.tsx")).StyleRoute,
} as const;

const PRELOAD_AFTER_MILLIS = 1_500;

const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <RouteFault />,
    children: [
      { path: "/", element: <DatasetsRoute />, errorElement: <RouteFault /> },
      ...Object.entries({ ...PAGES, ...ROLE_PAGES }).map(([path, load]) => ({
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
