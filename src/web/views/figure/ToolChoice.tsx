import { change, project } from '../../session/documents.js';
import { draft, type Painting, painting, radius, type Tool, tolerance, tool } from '../../session/tools.js';
import { NumberField } from '../parts/NumberField.js';

const tools: readonly (readonly [Tool, string])[] = [
  ['point', 'point and read'],
  ['plot', 'draw the plot area'],
  ['colourbar', 'draw the colourbar'],
  ['tick', 'add ticks on the bar'],
  ['axis', 'mark an axis'],
  ['corners', 'four tilted corners, clockwise'],
  ['scaleBar', 'draw along the scale bar'],
  ['line', 'profile along a line'],
  ['rectangle', 'measure a rectangle'],
  ['outline', 'measure a polygon'],
  ['brush', 'mask with a brush'],
  ['box', 'mask a box'],
  ['polygon', 'mask a polygon'],
  ['wand', 'mask a colour'],
];

const paintingTools: ReadonlySet<Tool> = new Set(['brush', 'box', 'polygon', 'wand']);

const paintings: readonly (readonly [Painting, string])[] = [
  ['leave out', 'leave out'],
  ['erase', 'erase what was painted'],
  ['restore', 'restore what unhue masked'],
];

/** What the pointer does on the figure, and how. */
export function ToolChoice() {
  return (
    <>
      <label>
        Pointer{' '}
        <select
          value={tool.value}
          onChange={({ currentTarget }) => {
            tool.value = currentTarget.value as Tool;
            draft.value = [];
          }}
        >
          {tools.map(([name, says]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </label>
      {paintingTools.has(tool.value) && <PaintingFields />}
    </>
  );
}

function PaintingFields() {
  return (
    <>
      <label>
        Painting{' '}
        <select
          value={painting.value}
          onChange={({ currentTarget }) => {
            painting.value = currentTarget.value as Painting;
          }}
        >
          {paintings.map(([name, says]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </label>
      {tool.value === 'brush' && (
        <NumberField
          label="Brush radius"
          value={radius.value}
          onCommit={(typed) => {
            radius.value = Math.max(0.5, typed);
          }}
        />
      )}
      {tool.value === 'wand' && (
        <NumberField
          label="Colour tolerance"
          value={tolerance.value}
          onCommit={(typed) => {
            tolerance.value = Math.max(0, typed);
          }}
        />
      )}
      <button
        type="button"
        disabled={(project.value?.mask.length ?? 0) === 0}
        onClick={() => change((present) => ({ ...present, mask: [] }))}
      >
        Unmask all
      </button>
    </>
  );
}
