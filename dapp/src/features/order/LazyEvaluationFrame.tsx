import { lazy } from "react";

/** EvaluationFrame, loaded by the few who open a high-fidelity order; goes into a Suspense. */
export const LazyEvaluationFrame = lazy(async () => ({
  default: (await import("./EvaluationFrame.tsx")).EvaluationFrame,
}));
