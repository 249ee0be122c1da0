/** A file of an archive: what it is in plain words, where there are any, and its name. */
export function FileName({ title, name }: { title?: string; name: string }) {
  return (
    <span className="file-list__name">
      {title === undefined ? null : <span>{title}</span>}
      <span className="small quiet mono">{name}</span>
    </span>
  );
}
