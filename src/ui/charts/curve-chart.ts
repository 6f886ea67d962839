import { line, scaleLinear, select } from 'd3';

/** One curve; the class is its look, which is the owner's CSS. */
export interface Curve {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
}

export interface CurveChartData {
  curves: readonly Curve[];
  xLabel: string;
  yLabel: string;
  /** Limits of the axes; default those of the points. */
  xDomain?: readonly [number, number];
  yDomain?: readonly [number, number];
  /** A point to be picked out. */
  mark?: readonly [x: number, y: number];
}

export interface CurveChart {
  update(data: CurveChartData, size: { width: number; height: number }): void;
  destroy(): void;
}

const margin = { top: 8, right: 12, bottom: 32, left: 40 };

/** Draws a few curves with two axes into `target`, which it owns until `destroy`. */
export function createCurveChart(
  target: SVGSVGElement,
  data: CurveChartData,
  size: { width: number; height: number },
): CurveChart {
  const root = select(target);
  const group = (name: string) => root.append('g').attr('class', name);
  const layers = { grid: group('grid'), axis: group('axis'), curves: group('curves'), mark: group('mark') };
  update(data, size);
  return { update, destroy };

  function update(
    { curves, xLabel, yLabel, xDomain, yDomain, mark }: CurveChartData,
    { width, height }: { width: number; height: number },
  ): void {
    const all = curves.flatMap(({ points }) => points);
    const right = Math.max(margin.left + 40, width - margin.right);
    const bottom = height - margin.bottom;
    const toX = scaleLinear(xDomain ?? limits(all.map(([x]) => x)), [margin.left, right]);
    const toY = scaleLinear(yDomain ?? limits(all.map(([, y]) => y)), [bottom, margin.top]);
    root.attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);
    const yTicks = toY.ticks(4);
    layers.grid
      .selectAll('line')
      .data(yTicks)
      .join('line')
      .attr('x1', margin.left)
      .attr('x2', right)
      .attr('y1', toY)
      .attr('y2', toY);
    const format = toY.tickFormat(4);
    layers.grid
      .selectAll('text')
      .data(yTicks)
      .join('text')
      .attr('x', margin.left - 6)
      .attr('y', toY)
      .attr('dy', '0.32em')
      .attr('text-anchor', 'end')
      .text(format);
    const xTicks = toX.ticks(Math.max(2, (right - margin.left) / 60));
    const xFormat = toX.tickFormat(xTicks.length);
    layers.axis
      .selectAll('text.tick')
      .data(xTicks)
      .join('text')
      .attr('class', 'tick')
      .attr('x', toX)
      .attr('y', bottom + 14)
      .attr('text-anchor', 'middle')
      .text(xFormat);
    layers.axis
      .selectAll('text.name')
      .data([xLabel])
      .join('text')
      .attr('class', 'name')
      .attr('x', right)
      .attr('y', height - 3)
      .attr('text-anchor', 'end')
      .text((name) => `${yLabel} against ${name}`);
    const path = line<readonly [number, number]>(
      ([x]) => toX(x),
      ([, y]) => toY(y),
    );
    layers.curves
      .selectAll('path')
      .data(curves)
      .join('path')
      .attr('class', (curve) => `curve ${curve.name}`)
      .attr('d', (curve) => path(curve.points));
    layers.mark
      .selectAll('circle')
      .data(mark ? [mark] : [])
      .join('circle')
      .attr('r', 4)
      .attr('cx', ([x]) => toX(x))
      .attr('cy', ([, y]) => toY(y));
  }

  function destroy(): void {
    root.selectAll('*').remove();
  }
}

function limits(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? [low, high] : [low, low + 1];
}
