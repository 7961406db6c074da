/** Zooms a map with the wheel and moves it with the pointer. Plain text, since it runs in the page. */
export const mapScript = `
'use strict';
for (const svg of document.querySelectorAll('svg.map')) {
  const whole = svg.viewBox.baseVal;
  let view = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const show = () => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
  const at = (event) => {
    const frame = svg.getBoundingClientRect();
    return [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
  };
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    const [u, v] = at(event);
    const factor = Math.exp(event.deltaY / 400);
    const width = Math.min(2000, Math.max(10, view.width * factor));
    const height = view.height * (width / view.width);
    view = { x: view.x + u * (view.width - width), y: view.y + v * (view.height - height), width, height };
    // Thumbnails grow half as fast as what lies between them, so that zooming in takes them apart.
    svg.style.setProperty('--shrink', Math.sqrt(width / 1000));
    show();
  }, { passive: false });
  let held;
  svg.addEventListener('pointerdown', (event) => { held = at(event); svg.setPointerCapture(event.pointerId); });
  svg.addEventListener('pointerup', () => { held = undefined; });
  svg.addEventListener('pointermove', (event) => {
    if (!held) return;
    const [u, v] = at(event);
    view = { ...view, x: view.x - (u - held[0]) * view.width, y: view.y - (v - held[1]) * view.height };
    held = [u, v];
    show();
  });
}
`;
