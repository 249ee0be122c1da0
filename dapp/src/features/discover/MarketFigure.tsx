/** Hospitals, three nodes and synthetic records as a line drawing; decoration, said in words beside it. */
export function MarketFigure() {
  const hospitals = [46, 134];
  const nodes = [30, 90, 150];
  const dots = Array.from({ length: 35 }, (_, i) => ({
    x: 318 + (i % 5) * 17,
    y: 39 + Math.floor(i / 5) * 17,
  }));
  return (
    <svg className="figure" viewBox="0 0 400 180" aria-hidden="true" focusable="false">
      {hospitals.flatMap((from) =>
        nodes.map((to) => (
          <path
            key={`${from}/${to}`}
            className="figure__flow"
            d={`M64 ${from} C 110 ${from}, 130 ${to}, 172 ${to}`}
          />
        )),
      )}
      {nodes.map((from) => (
        <path key={from} className="figure__flow" d={`M200 ${from} C 250 ${from}, 250 90, 304 90`} />
      ))}
      {hospitals.map((y) => (
        <g key={y} className="figure__node">
          <rect x="20" y={y - 22} width="44" height="44" rx="12" />
          <path d={`M42 ${y - 9}v18M33 ${y}h18`} />
        </g>
      ))}
      {nodes.map((y) => (
        <circle key={y} className="figure__node" cx="186" cy={y} r="14" />
      ))}
      {dots.map(({ x, y }) => (
        <circle
          key={`${x}/${y}`}
          className="figure__dot"
          cx={x}
          cy={y}
          r={2.6 + ((x * 7 + y * 3) % 5) * 0.55}
        />
      ))}
    </svg>
  );
}
