export { epsilonOf } from "../privacy/epsilonOf.ts";
export { muFor } from "../privacy/muFor.ts";
export { orderBudget } from "../privacy/orderBudget.ts";
export { rhoMicroFor } from "../privacy/rhoMicroFor.ts";
