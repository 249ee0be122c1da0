import { Discover } from "../features/discover/Discover.tsx";
import { MarketHero } from "../features/discover/MarketHero.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** Start page: what the market is, and its datasets. */
export function DatasetsRoute() {
  usePageTitle("Datasets");
  return (
    <>
      <MarketHero />
      <Discover />
    </>
  );
}
