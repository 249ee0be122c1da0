import { useMemo } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import { basketSlot, readBasket, withDataset } from "./basket.ts";
import { useStored } from "./useStored.ts";

/** Datasets that this browser has put aside for a permit application. */
export function useBasket(): {
  readonly ids: readonly string[];
  readonly put: (id: string, isIn: boolean) => void;
  readonly clear: () => void;
} {
  const { chainId } = useDeployment();
  const [text, write] = useStored(basketSlot(chainId));
  const ids = useMemo(() => readBasket(text), [text]);
  return {
    ids,
    put: (id, isIn) => write(JSON.stringify(withDataset(ids, id, isIn))),
    clear: () => write(null),
  };
}
