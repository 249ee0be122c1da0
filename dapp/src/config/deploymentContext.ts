import { createContext, useContext } from "react";
import type { GatewayDeployment } from "../data/gateway/types.ts";

/** The deployment this page works with; set once by Bootstrap, before anything below it renders. */
export const DeploymentContext = createContext<GatewayDeployment | null>(null);

/** The deployment of this page. Throws when used outside Bootstrap, which is a programming fault. */
export function useDeployment(): GatewayDeployment {
  const deployment = useContext(DeploymentContext);
  if (deployment === null) throw new Error("useDeployment needs Bootstrap above it");
  return deployment;
}
