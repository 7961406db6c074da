import { describe, expect, it } from 'vitest';
import { drawingCost } from '../../../../src/formats/pictures/drawing/drawingCost.js';
import { readDrawing } from '../../../../src/formats/pictures/drawing/readDrawing.js';

const side = 1000;
const canvas = side * side;
const cost = (body: string, attributes = `width="${side}" height="${side}"`): number => {
  const root = readDrawing(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`,
    ),
  );
  return drawingCost(root!, side, side);
};
const filter = (primitives: string, attributes = ''): string =>
  `<filter id="f" ${attributes}>${primitives}</filter>`;
const whole = `<rect width="100%" height="100%" filter="url(#f)"/>`;
/** What a filter costs beside one of a single primitive that looks at each pixel once. */
const beside = (primitives: string, attributes = ''): number =>
  (cost(filter(primitives, attributes) + whole) - cost(filter('<feOffset/>') + whole)) / canvas;

describe('the work that a drawing asks for', () => {
  it('is that of its elements where nothing is filtered', () => {
    const one = cost('<rect width="5" height="5"/>') - cost('');
    expect(one).toBeGreaterThan(0);
    expect(cost('<rect width="5" height="5"/>'.repeat(100)) - cost('')).toBe(100 * one);
    expect(cost('<rect width="5" height="5"/>'.repeat(100))).toBeLessThan(canvas);
  });

  it('counts the pixels that each pixel of a filter looks at', () => {
    expect(beside('<feMorphology radius="7"/>')).toBe(15 * 15 - 1);
    expect(beside('<feMorphology radius="7 2"/>')).toBe(15 * 5 - 1);
    expect(beside('<feConvolveMatrix order="5"/>')).toBe(25 - 1);
    expect(beside('<feConvolveMatrix order="5 3"/>')).toBe(15 - 1);
    expect(beside('<feTurbulence numOctaves="9"/>')).toBe(9 * 16 - 1);
    expect(beside('<feGaussianBlur stdDeviation="1000"/>')).toBe(6 - 1);
    // A neighbourhood is at most the whole picture.
    expect(beside('<feMorphology radius="1e9"/>')).toBe(canvas - 1);
    expect(beside('<feMorphology radius="7"/><feOffset/>')).toBeCloseTo(15 * 15 + 1, 1);
  });

  it('takes lengths of a filter as they come out on the picture', () => {
    expect(beside('<feMorphology radius="0.01"/>', 'primitiveUnits="objectBoundingBox"')).toBe(21 * 21 - 1);
    const tenfold = cost(
      filter('<feMorphology radius="1"/>') + whole,
      `width="${side}" height="${side}" viewBox="0 0 100 100"`,
    );
    expect(tenfold).toBeGreaterThan(21 * 21 * canvas);
  });

  it('is that of the element’s own box where that is told, and no more than the picture otherwise', () => {
    const shadow = filter('<feMorphology radius="50"/>');
    const small = cost(`${shadow}<circle r="5" filter="url(#f)"/>`);
    expect(small).toBeLessThan(10 * canvas);
    for (const element of ['<path d="M0 0h5" filter="url(#f)"/>', '<g style="filter: url(#f)"><text/></g>'])
      expect(cost(shadow + element)).toBeGreaterThan(101 * 101 * canvas);
    // A scaled element is larger than it says.
    expect(cost(`${shadow}<g transform="scale(1e3)"><circle r="5" filter="url(#f)"/></g>`)).toBeGreaterThan(
      101 * 101 * canvas,
    );
    // A filter's region may be said apart from its element.
    const apart = filter('<feMorphology radius="50"/>', 'filterUnits="userSpaceOnUse"');
    expect(cost(`${apart}<circle r="5" filter="url(#f)"/>`)).toBeGreaterThan(101 * 101 * canvas);
  });

  it('counts what is used as often as it is drawn, in any order and through any number of names', () => {
    const levels = 'abcdefghij';
    const bomb = [...levels]
      .slice(1)
      .map((id, k) => `<g id="${id}">${`<use xlink:href="#${levels[k]}"/>`.repeat(10)}</g>`);
    const first = '<g id="a"><rect width="1" height="1"/></g>';
    const drawn = (text: string): number => cost(`<defs>${text}</defs><use href="#j"/>`);
    expect(drawn(first + bomb.join(''))).toBeGreaterThan(1e9 * (cost('<rect/>') - cost('')));
    expect(drawn(bomb.reverse().join('') + first)).toBe(drawn(first + bomb.join('')));
    expect(cost(`<defs>${first}${bomb.join('')}</defs>`)).toBeLessThan(canvas);
  });

  it('counts the picture for all that is drawn apart and then laid over it', () => {
    const plain = cost('<g><path d="M0 0h5"/></g>');
    for (const how of ['opacity=".5"', 'style="opacity: .5"', 'style="mix-blend-mode:multiply"'])
      expect(cost(`<g ${how}><path d="M0 0h5"/></g>`)).toBeGreaterThanOrEqual(plain + canvas);
    const masked = cost('<mask id="m"><rect width="9" height="9"/></mask><path d="M0 0h5" mask="url(#m)"/>');
    expect(masked).toBeGreaterThanOrEqual(plain + canvas);
  });

  it('is a number whatever the sizes are', () => {
    for (const size of ['0', '1e999', '-5', 'none', ''])
      for (const viewBox of ['', 'viewBox="0 0 0 0"', 'viewBox="none"']) {
        const odd = `<filter id="f" width="${size}" primitiveUnits="objectBoundingBox"><feMorphology radius="${size} 0"/></filter>`;
        const body = `${odd}<rect width="${size}" height="0" filter="url(#f)"/><circle r="${size}" filter="url(#f)"/>`;
        expect(cost(body, `width="9" height="9" ${viewBox}`)).toBeGreaterThan(0);
      }
  });

  it('ends where references go round, or on and on', () => {
    expect(cost('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')).toBeLessThan(canvas);
    const chain = Array.from({ length: 5000 }, (_, k) => `<g id="g${k}"><use href="#g${k + 1}"/></g>`);
    expect(cost(`<defs>${chain.join('')}</defs><use href="#g0"/>`)).toBe(Infinity);
  });
});
