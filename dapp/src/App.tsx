import { createBrowserRouter, RouterProvider } from "react-router";
import { Shell } from "./features/shell/Shell.tsx";
import { DatasetsRoute } from "./routes/DatasetsRoute.tsx";
import { RouteFault } from "./routes/RouteFault.tsx";

/** Pages other than the first are loaded when they are opened. */
const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <RouteFault />,
    children: [
      { path: "/", element: <DatasetsRoute />, errorElement: <RouteFault /> },
      {
        errorElement: <RouteFault />,
        children: [
          { path: "/datasets/:id", lazy: async () => page((await import("./routes/DatasetRoute.tsx")).DatasetRoute) },
          { path: "/buy", lazy: async () => page((await import("./routes/BuyRoute.tsx")).BuyRoute) },
          { path: "/orders", lazy: async () => page((await import("./routes/OrdersRoute.tsx")).OrdersRoute) },
          { path: "/orders/:id", lazy: async () => page((await import("./routes/OrderRoute.tsx")).OrderRoute) },
          { path: "/earnings", lazy: async () => page((await import("./routes/EarningsRoute.tsx")).EarningsRoute) },
          { path: "*", lazy: async () => page((await import("./routes/NotFoundRoute.tsx")).NotFoundRoute) },
        ],
      },
    ],
  },
]);

/** The routed application; needs Bootstrap above it. */
export function App() {
  return <RouterProvider router={router} />;
}

function page(Component: React.ComponentType) {
  return { Component };
}
