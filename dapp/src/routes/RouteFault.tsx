import { isRouteErrorResponse, useRouteError } from "react-router";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";

/** Shown instead of a page that failed to load or crashed. */
export function RouteFault() {
  const fault = useRouteError();
  const error = isRouteErrorResponse(fault) ? new Error(fault.statusText) : fault;
  return (
    <div className="wrap main">
      <ErrorNotice error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}
