import { line, scaleLinear, scaleLog, select } from 'd3';
import { formatRmse } from './format-figures.ts';
import { describePart, listParts, type LossPart } from './loss-part.ts';
import { placeLabels, type WantedLabel } from './place-labels.ts';

/** One epoch of the curves; RMSE of pixels in [0, 1]. */
export interface LossPoint {
  epoch: number;
  trainRmse: number;
  validationRmse: number;
  /** What else was measured, by name. */
  parts?: Readonly<Record<string, LossPart>>;
}

export interface LossChartData {
  history: readonly LossPoint[];
  /** Last epoch of the x axis, so that the curves do not shrink while they grow. */
  epochs: number;
  /** PCA's error with as many components as the model has latent dimensions: the line to beat. */
  pca?: { rmse: number; components: number };
  /** Epoch that is being read, if any. */
  reading?: number;
}

export interface LossChartOptions {
  width: number;
  height: number;
  scale: 'linear' | 'log';
  /** Called with the epoch under the pointer, or undefined when it leaves. */
  onRead?: (epoch: number | undefined) => void;
}

export interface LossChart {
  update(data: LossChartData, options: LossChartOptions): void;
  destroy(): void;
}

const margin = { top: 10, right: 62, bottom: 22, left: 34 };
const labelHeight = 13;
const series = [
  { key: 'trainRmse', name: 'train' },
  { key: 'validationRmse', name: 'validation' },
] as const;

/** Draws the curves into `target`, which it owns until `destroy`. Classes name the parts; the look is the owner's CSS. */
export function createLossChart(
  target: SVGSVGElement,
  data: LossChartData,
  options: LossChartOptions,
): LossChart {
  const root = select(target);
  const layers = { grid: group('grid'), axis: group('axis'), pca: group('pca'), rule: group('rule') };
  const curves = series.map(({ name }) => group(`curve ${name}`));
  const labels = group('labels');
  let current = { data, options };
  let toX = scaleLinear();

  root.on('pointermove.loss pointerdown.loss', (event: PointerEvent) => {
    const { history } = current.data;
    if (history.length === 0) return;
    const wanted = toX.invert(event.clientX - target.getBoundingClientRect().left);
    const nearest = history.reduce((a, b) =>
      Math.abs(b.epoch - wanted) < Math.abs(a.epoch - wanted) ? b : a,
    );
    current.options.onRead?.(nearest.epoch);
  });
  root.on('pointerleave.loss', () => current.options.onRead?.(undefined));
  update(data, options);
  return { update, destroy };

  function group(name: string) {
    return root.append('g').attr('class', name);
  }

  function update(newData: LossChartData, newOptions: LossChartOptions): void {
    current = { data: newData, options: newOptions };
    const { history, epochs, pca, reading } = newData;
    const { width, height } = newOptions;
    const right = Math.max(margin.left + 40, width - margin.right);
    const bottom = height - margin.bottom;
    root.attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);

    const drawn = history.filter((point) => Number.isFinite(point.trainRmse + point.validationRmse));
    const values = drawn.flatMap((point) => [point.trainRmse, point.validationRmse]);
    if (pca) values.push(pca.rmse);
    const toY = createScaleY(values, newOptions.scale, bottom);
    const lastEpoch = Math.max(2, epochs, history.at(-1)?.epoch ?? 0);
    toX = scaleLinear([1, lastEpoch], [margin.left, right]);

    drawGrid(toY, right);
    drawAxisX(lastEpoch, bottom, right);

    layers.pca
      .selectAll('line')
      .data(pca ? [pca.rmse] : [])
      .join('line')
      .attr('x1', margin.left)
      .attr('x2', right)
      .attr('y1', toY)
      .attr('y2', toY);
    layers.rule
      .selectAll('line')
      .data(reading === undefined ? [] : [reading])
      .join('line')
      .attr('x1', toX)
      .attr('x2', toX)
      .attr('y1', margin.top)
      .attr('y2', bottom);

    series.forEach(({ key }, at) => {
      const path = line<LossPoint>(
        (point) => toX(point.epoch),
        (point) => toY(point[key]),
      );
      curves[at].selectAll('path').data([drawn]).join('path').attr('d', path);
      curves[at]
        .selectAll('circle')
        .data(drawn)
        .join('circle')
        .attr('cx', (point) => toX(point.epoch))
        .attr('cy', (point) => toY(point[key]))
        .attr('r', (point) => (point.epoch === reading ? 3.5 : drawn.length > 40 ? 0 : 1.75));
    });
    drawLabels(drawn.at(-1), toY, right, bottom);
  }

  function drawGrid(toY: ReturnType<typeof createScaleY>, right: number): void {
    const ticks = ticksOf(toY);
    layers.grid
      .selectAll('line')
      .data(ticks)
      .join('line')
      .attr('x1', margin.left)
      .attr('x2', right)
      .attr('y1', toY)
      .attr('y2', toY);
    layers.grid
      .selectAll('text')
      .data(ticks)
      .join('text')
      .attr('x', margin.left - 6)
      .attr('y', toY)
      .attr('dy', '0.32em')
      .attr('text-anchor', 'end')
      .text((tick) => tick.toFixed(2));
  }

  function drawAxisX(lastEpoch: number, bottom: number, right: number): void {
    const ticks = toX.ticks(Math.max(2, (right - margin.left) / 40)).filter(Number.isInteger);
    layers.axis
      .selectAll('text')
      .data([
        ...new Set([
          1,
          ...ticks.filter((tick) => toX(tick) - margin.left > 30 && right - toX(tick) > 16),
          lastEpoch,
        ]),
      ])
      .join('text')
      .attr('x', toX)
      .attr('y', bottom + 16)
      .attr('text-anchor', 'middle')
      .text((tick) => (tick === 1 ? 'epoch 1' : tick));
  }

  function drawLabels(
    last: LossPoint | undefined,
    toY: (value: number) => number,
    right: number,
    bottom: number,
  ): void {
    const { pca } = current.data;
    const wanted: (WantedLabel & { name: string; text: string; x: number })[] = [];
    if (pca)
      wanted.push({
        name: 'pca',
        text: `PCA, ${pca.components}`,
        x: right + 6,
        y: toY(pca.rmse),
        fixed: true,
      });
    if (last) {
      for (const { key, name } of series)
        wanted.push({ name, text: name, x: toX(last.epoch) + 7, y: toY(last[key]) });
    }
    const places = placeLabels(wanted, labelHeight, margin.top, bottom - labelHeight / 2);
    labels
      .selectAll<SVGTextElement, (typeof wanted)[number]>('text')
      .data(wanted, (label) => label.name)
      .join('text')
      .attr('class', (label) => label.name)
      .attr('x', (label) => label.x)
      .attr('y', (_, at) => places[at])
      .attr('dy', '0.32em')
      .text((label) => label.text);
  }

  function destroy(): void {
    root.on('.loss', null).selectAll('*').remove();
  }
}

/** One sentence for one epoch, read by eye and by ear. */
export function describeLossPoint(point: LossPoint): string {
  const rmse = `Epoch ${point.epoch}: train ${formatRmse(point.trainRmse)}, validation ${formatRmse(point.validationRmse)}`;
  const parts = listParts([point]).map((name) => {
    const { title, format } = describePart(name);
    const { train, validation } = point.parts![name];
    return `${title} train ${format(train)}, validation ${format(validation)}`;
  });
  return [rmse, ...parts].join('; ');
}

function createScaleY(values: readonly number[], kind: 'linear' | 'log', bottom: number) {
  const low = values.length > 0 ? Math.min(...values) : 0.1;
  const high = values.length > 0 ? Math.max(...values, low * 1.5) : 0.25;
  const range: [number, number] = [bottom, margin.top];
  if (kind === 'log') return scaleLog([Math.max(low, 1e-6) * 0.9, high * 1.05], range);
  // Whole steps of 0.05 below and above: the frame changes rarely as values creep down.
  return scaleLinear([Math.max(0, Math.floor(low * 20 - 0.2) / 20), Math.ceil(high * 20) / 20], range);
}

function ticksOf(scale: ReturnType<typeof createScaleY>): number[] {
  const [low, high] = scale.domain();
  if (!('base' in scale)) return scale.ticks(4);
  const steps = [1, 1.5, 2, 3, 5, 7];
  return [0.001, 0.01, 0.1, 1]
    .flatMap((decade) => steps.map((step) => step * decade))
    .filter((tick) => tick >= low && tick <= high);
}
