import { encode } from 'fast-png';
import { drawHistory } from './draw-history.ts';
import { escapeHtml, tabulate } from './html-text.ts';
import type { ReportPair, RunReport } from './run-report.ts';

const style = `:root{color-scheme:light dark}body{max-width:860px;margin:32px auto;padding:0 16px;font:14px/1.5 system-ui,sans-serif;
font-variant-numeric:tabular-nums}h1{font-size:22px}h2{margin-top:28px;font-size:15px}table{border-collapse:collapse;width:100%}
th,td{padding:3px 8px;border-bottom:1px solid #8884;text-align:right;font-weight:400}th:first-child,td:first-child{text-align:left}
thead th{opacity:.7}figure{display:inline-block;margin:0 10px 10px 0;font-size:11px}img{display:block;width:64px;margin-bottom:2px;
image-rendering:pixelated}svg{width:100%;height:auto}section{break-inside:avoid}.muted{opacity:.7}`;

/**
 * One HTML file that tells of a run: data, split, seed, architecture, curves, figures on the test split by class, best
 * and worst reconstructions, machine. It needs nothing else, runs no script, and can be printed.
 * @param machine what the run was made on, in words
 */
export function writeReport(report: RunReport, machine: string, written: Date): Uint8Array {
  const { preset, dataset, config, summary, history, test, classes, best, worst } = report;
  const title = `${preset} on ${dataset.name}`;
  const last = history.at(-1);
  const sections = [
    section(
      'Run',
      tabulate(undefined, [
        ['Data', dataset.name],
        ...Object.entries(dataset.counts).map(([split, count]) => [`${split} split`, `${count} images`]),
        ['Image', dataset.imageShape.join(' × ')],
        ['Model', `${preset}, ${summary.totalParams} parameters, ${summary.latentDim} latent dimensions`],
        ...Object.entries(config).map(([name, value]) => [nameSetting(name), describeValue(value)]),
        [
          'Trained',
          last ? `${history.length} epochs in ${(last.elapsedMs / 1000).toFixed(1)} s` : 'not at all',
        ],
        ['Machine', machine],
        ['Written', written.toISOString()],
      ]),
    ),
    section(
      'Test split, in inference mode',
      tabulate(
        ['class', 'images', 'RMSE', 'PSNR'],
        [test, ...classes].map(({ name, count, rmse, psnr }) => [
          name,
          String(count),
          rmse.toFixed(4),
          `${psnr.toFixed(2)} dB`,
        ]),
      ) + '<p class="muted">RMSE over all pixels of all images, pixels in [0, 1].</p>',
    ),
    section(
      'Learning',
      drawHistory(history) +
        tabulate(
          ['epoch', 'train RMSE', 'validation RMSE', 'images/s'],
          history.map(({ epoch, trainRmse, validationRmse, imagesPerSecond }) => [
            String(epoch),
            trainRmse.toFixed(4),
            validationRmse.toFixed(4),
            imagesPerSecond.toFixed(0),
          ]),
        ),
    ),
    section('Best reconstructions', showPairs(best, dataset.imageShape)),
    section('Worst reconstructions', showPairs(worst, dataset.imageShape)),
    section(
      'Architecture',
      tabulate(
        ['layer', 'type', 'output', 'parameters'],
        summary.layers.map(({ name, type, outputShape, params }, layer) => [
          layer === summary.latentLayer ? `${name} (latent)` : name,
          type,
          outputShape.join(' × '),
          String(params),
        ]),
      ),
    ),
  ];
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>Report of a run: ${escapeHtml(title)}</h1>${sections.join('\n')}</body></html>
`;
  return new TextEncoder().encode(html);
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

/** batchSize → batch size */
function nameSetting(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0].toUpperCase() + words.slice(1);
}

function describeValue(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Each image over its reconstruction. */
function showPairs(pairs: readonly ReportPair[], shape: RunReport['dataset']['imageShape']): string {
  return pairs
    .map(({ index, label, rmse, image, reconstruction }) => {
      const name = `${label === undefined ? '' : `${label}, `}image ${index}`;
      const pictures = [
        [image, name],
        [reconstruction, `reconstruction of ${name}`],
      ] as const;
      const shown = pictures.map(
        ([pixels, alt]) => `<img src="${encodePicture(pixels, shape)}" alt="${escapeHtml(alt)}">`,
      );
      return `<figure>${shown.join('')}<figcaption>${escapeHtml(label ?? '')} #${index}<br>${rmse.toFixed(3)}</figcaption></figure>`;
    })
    .join('');
}

function encodePicture(
  data: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
): string {
  const png = encode({ width, height, channels, depth: 8, data });
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`;
}
