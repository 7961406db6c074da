/**
 * A PDF of the objects that are given, from number 3 on. The first ones are its pages.
 *
 * @param pages how many of them
 */
export function pdfOf(
  objects: readonly string[],
  pages = 1,
  box: readonly [number, number] = [200, 170],
): Uint8Array {
  const kids = Array.from({ length: pages }, (_, k) => `${k + 3} 0 R`).join(' ');
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]/MediaBox[0 0 ${box.join(' ')}]>>`,
    ...objects,
  ];
  let text = '%PDF-1.4\n';
  const places = all.map((object, k) => {
    const at = text.length;
    text += `${k + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = all.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
