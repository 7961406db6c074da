/**
 * What a report does in the browser: it draws the colours in 3-D, with the Plotly that is embedded before it, and reads
 * values off the grid under the pointer. Everything else is there without it. Plain text, since it runs elsewhere.
 */
export const script = `
'use strict';
const dataOf = (id) => {
  const element = document.getElementById(id);
  return element && JSON.parse(element.textContent);
};
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

function drawSpace() {
  const space = document.getElementById('space');
  const canvas = document.createElement('canvas');
  if (!window.Plotly || !(canvas.getContext('webgl2') || canvas.getContext('webgl'))) {
    space.classList.add('absent');
    space.firstElementChild.textContent =
      'This browser offers no WebGL, which the view in three dimensions needs; the three planes show the same.';
    return;
  }
  const data = dataOf('space-data');
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const channel = (colours, c) => Array.from({ length: colours.length / 3 }, (_, i) => colours[3 * i + c]);
  const inks = (colours) =>
    channel(colours, 0).map((_, i) => 'rgb(' + [0, 1, 2].map((c) => Math.round(colours[3 * i + c])).join(',') + ')');
  const points = (colours, more) => ({
    type: 'scatter3d', x: channel(colours, 0), y: channel(colours, 1), z: channel(colours, 2),
    hovertemplate: 'red %{x:.0f} · green %{y:.0f} · blue %{z:.0f}<extra></extra>', ...more,
  });
  const sample = bytesOf(data.sample);
  const traces = () => [
    points(sample, { mode: 'markers', marker: { size: 2.2, color: inks(sample), line: { width: 0 } } }),
    points(data.nodes, { mode: 'markers', marker: { size: 4.5, color: inks(data.nodes), line: { width: 1, color: variable('--panel') } } }),
    points(data.locus, { mode: 'lines', line: { width: 4, color: variable('--ink') } }),
  ];
  const layout = () => {
    const axis = (text) => ({
      title: { text }, range: [0, 255], tickvals: [0, 64, 128, 192, 255], color: variable('--soft'),
      gridcolor: variable('--lines'), zerolinecolor: variable('--lines'), showbackground: false, showspikes: false,
    });
    return {
      margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, paper_bgcolor: variable('--panel'),
      font: { family: 'system-ui, sans-serif', size: 12, color: variable('--soft') }, uirevision: 'turned',
      scene: { xaxis: axis('red'), yaxis: axis('green'), zaxis: axis('blue'), aspectmode: 'cube',
        camera: { eye: { x: 1.5, y: -1.4, z: 0.65 }, center: { x: 0, y: 0, z: -0.12 } } },
    };
  };
  const settings = { responsive: true, displaylogo: false, displayModeBar: false };
  space.textContent = '';
  const draw = () => window.Plotly.react(space, traces(), layout(), settings);
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

function readGrid() {
  const holder = document.querySelector('.reading');
  const data = dataOf('grid-data');
  if (!holder || !data) return;
  const [left, top, width, height] = holder.dataset.box.split(' ').map(Number);
  const svg = holder.querySelector('svg');
  const readout = document.getElementById('readout');
  const levels = new DataView(bytesOf(data.levels).buffer);
  const text = (v) => String(Number(v.toPrecision(5))).replace('-', '\\u2212');
  svg.addEventListener('pointermove', (event) => {
    const frame = svg.getBoundingClientRect();
    const unit = svg.viewBox.baseVal.width / frame.width;
    const u = ((event.clientX - frame.left) * unit - left) / width;
    const v = ((event.clientY - frame.top) * unit - top) / height;
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return;
    const column = Math.floor(u * data.columns);
    const row = Math.floor(v * data.rows);
    const level = levels.getUint16(2 * (row * data.columns + column), true);
    const share = (level - 1) / 65534;
    const value = data.log ? data.lo * (data.hi / data.lo) ** share : data.lo + share * (data.hi - data.lo);
    readout.textContent = 'x ' + text(data.x[column]) + ', y ' + text(data.y[row]) + ': ' + (level === 0 ? 'no value' : text(value) + ' ' + data.units);
  });
}

readGrid();
drawSpace();
`;
