import { currentId } from '../../session/documents.js';
import { type MarkedPage, markedPages } from '../../session/thumbnails.js';
import { KeptBitmap } from '../parts/KeptBitmap.js';

/** The pages of a document on which figures were found, to choose one of them. */
export function PageStrip() {
  if (markedPages.value.length === 0) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {markedPages.value.map((page) => (
        <Page key={page.page} page={page} />
      ))}
    </nav>
  );
}

function Page({ page }: { readonly page: MarkedPage }) {
  const { width, height, figures } = page;
  return (
    <div class="page" style={{ aspectRatio: `${width} / ${height}` }}>
      <KeptBitmap bitmap={page.bitmap} />
      {figures.map(({ id, place: { number, box } }) => {
        const { left, top, right, bottom } = box ?? { left: 0, top: 0, right: width, bottom: height };
        return (
          <button
            key={id}
            type="button"
            aria-label={`Figure ${number} of page ${page.page}`}
            aria-pressed={currentId.value === id}
            style={{
              left: `${(100 * left) / width}%`,
              top: `${(100 * top) / height}%`,
              width: `${(100 * (right - left)) / width}%`,
              height: `${(100 * (bottom - top)) / height}%`,
            }}
            onClick={() => {
              currentId.value = id;
            }}
          />
        );
      })}
    </div>
  );
}
