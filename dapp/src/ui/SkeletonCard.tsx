import { Skeleton } from "./Skeleton.tsx";

/** Place holder for a card with a title and `lines` lines of text. */
export function SkeletonCard({ lines = 3 }: { lines?: number }) {
  return (
    <div className="card stack stack--tight">
      <Skeleton width="55%" height="1.3em" />
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: place holders have no identity
        <Skeleton key={i} width={`${92 - 14 * (i % 3)}%`} />
      ))}
    </div>
  );
}
