import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { reversedColourmap } from '../../src/colourmap/maps/reversed.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import { keepLatest } from '../../src/pipeline/panel/keep.js';
import type { RecoverOptions } from '../../src/pipeline/plan/options.js';
import { rightHalf, smallFigure } from '../web/smallFigure.js';

const png = (): Promise<Buffer> => sharp(smallFigure()).extract(rightHalf).png().toBuffer();
const jpeg = (): Promise<Buffer> => sharp(smallFigure()).extract(rightHalf).jpeg({ quality: 90 }).toBuffer();

describe('a colourmap turned round', () => {
  it.each([
    ['the bar’s', {}],
    ['a named one', { colourmap: 'viridis' }],
  ] satisfies [string, RecoverOptions][])(
    'puts each pixel on the same colour, counted from the other end: %s',
    async (_, options) => {
      const figure = await png();
      const [[as], [turned]] = [
        await recoverFigure(figure, options),
        await recoverFigure(figure, { ...options, reverse: true }),
      ];
      const of = (recovered: typeof as) => recovered!.decoded;
      expect(of(turned).t).toEqual(of(as).t.map((t) => 1 - t));
      expect(of(turned).kind).toEqual(of(as).kind);
      expect(of(turned).sigma).toEqual(of(as).sigma);
      expect(turned!.colourmap).toEqual(reversedColourmap(as!.colourmap));
    },
  );

  it('has what lies beyond one of its ends beyond the other', async () => {
    // The upper half of the map only: the darker half of the field is below it.
    const figure = await png();
    const [whole] = await recoverFigure(figure);
    const { colours, positions, ...rest } = whole!.colourmap;
    const n = Math.floor(positions.length / 2);
    const from = positions[n]!;
    const half = {
      ...rest,
      colours: colours.slice(3 * n),
      positions: positions.slice(n).map((t) => (t - from) / (1 - from)),
      below: [0, 0, 0] as const,
    };
    const kindsOf = async (reverse: boolean) => {
      const [panel] = await recoverFigure(figure, { colourmap: half, reverse });
      return panel!.sidecar.facts.kinds;
    };
    const [as, turned] = [await kindsOf(false), await kindsOf(true)];
    expect(as.below).toBeGreaterThan(0);
    expect([turned.above, turned.below]).toEqual([as.below, as.above]);
  });

  it('and a smoothing left out come of what was kept of a jpeg as of a fresh start', async () => {
    const file = await readRaster(await jpeg());
    const keep = keepLatest(4);
    const recovered = async (options: RecoverOptions, readers = {}) => {
      const stages: string[] = [];
      const [panel] = await recoverFigure(
        file,
        { ...options, onProgress: (stage) => void stages.push(stage) },
        readers,
      );
      const { t, sigma, kind } = panel!.decoded;
      return { planes: { t, sigma, kind }, isDecoded: stages.includes('decode') };
    };
    await recovered({}, { keep });
    for (const options of [{ smooth: 'off' }, { reverse: true }, { clip: true }, {}] as const) {
      const [kept, fresh] = [await recovered(options, { keep }), await recovered(options)];
      expect(kept.planes).toEqual(fresh.planes);
      expect([kept.isDecoded, fresh.isDecoded]).toEqual([false, true]);
    }
  });
});
