/**
 * A value against its limit on one scale from 0 to `scaleMax`, smaller is better. With an `interval` its upper end is what is
 * held against the limit.
 */
export function Metric({
  name,
  value,
  limit,
  scaleMax,
  interval,
  text,
  format,
}: {
  name: string;
  value: number;
  limit: number;
  scaleMax: number;
  interval?: { low: number; high: number } | undefined;
  text: string;
  format: (value: number) => string;
}) {
  const at = (x: number) => `${Math.max(0, Math.min(100, (x / scaleMax) * 100))}%`;
  const isOver = (interval?.high ?? value) > limit;
  return (
    <div className="metric">
      <div className="metric__head">
        <h3>{name}</h3>
        <span>
          <span className="metric__value">{format(value)}</span>{" "}
          <span className="quiet small">
            {isOver ? "above" : "of at most"} {format(limit)}
          </span>
        </span>
      </div>
      <div className="metric__track" aria-hidden="true">
        <span className="metric__fill" data-over={isOver} style={{ width: at(value) }} />
        {interval === undefined ? null : (
          <span
            className="metric__interval"
            style={{ left: at(interval.low), right: `calc(100% - ${at(interval.high)})` }}
          />
        )}
        <span className="metric__limit" style={{ left: at(limit) }} />
      </div>
      <p className="small quiet">{text}</p>
    </div>
  );
}
