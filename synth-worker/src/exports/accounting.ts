export { epsilonOf } from "../privacy/epsilonOf.ts";
export { muFor } from "../privacy/muFor.ts";
export { noiseVarianceFor } from "../privacy/noiseVarianceFor.ts";
export { rhoMicroFor } from "../privacy/rhoMicroFor.ts";
export { spendOf } from "../privacy/spendOf.ts";
