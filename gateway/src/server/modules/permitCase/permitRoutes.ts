import type { RestRoute } from "../../rest/restRoute.ts";
import { ACCESS_BODY_ROUTES } from "./accessBodyRoutes.ts";
import { CASE_ROUTES } from "./caseRoutes.ts";
import { COMPLAINT_ROUTES } from "./complaintRoutes.ts";
import { EXCHANGE_ROUTES } from "./exchangeRoutes.ts";
import { FEASIBILITY_ROUTES } from "./feasibilityRoutes.ts";
import { HOLDER_ROUTES } from "./holderRoutes.ts";
import { REGISTER_ROUTES } from "./registerRoutes.ts";
import { SUPERVISION_ROUTES } from "./supervisionRoutes.ts";

/** Every REST route of the EHDS lane; described in docs/EHDS.md. */
export const PERMIT_ROUTES: readonly RestRoute[] = [
  ...ACCESS_BODY_ROUTES,
  ...CASE_ROUTES,
  ...REGISTER_ROUTES,
  ...COMPLAINT_ROUTES,
  ...FEASIBILITY_ROUTES,
  ...HOLDER_ROUTES,
  ...SUPERVISION_ROUTES,
  ...EXCHANGE_ROUTES,
];
