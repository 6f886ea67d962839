import { assert } from '@open-wc/testing';
import { decode } from 'fast-png';
import { ExportClient } from '../../../src/workers/index.ts';
import {
  baseUrl,
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite('report of a run', () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
    await started.client.call('createModel', 'compact', smallConfig);
    await trainToRest(started);
  });
  suiteTeardown(() => started.client.terminate());

  test('has the figures that evaluate() gives, and those of the classes add up to them', async () => {
    const report = await started.client.use('gather-report', {});
    const { rmse, psnr, count } = await started.client.call('evaluate', 'test');
    assert.equal(report.test.count, count);
    assert.closeTo(report.test.rmse, rmse, 1e-6);
    assert.closeTo(report.test.psnr, psnr, 1e-4);
    assert.equal(
      report.classes.reduce((sum, figures) => sum + figures.count, 0),
      count,
    );
    const squares = report.classes.reduce((sum, figures) => sum + figures.count * figures.rmse ** 2, 0);
    assert.closeTo(Math.sqrt(squares / count), rmse, 1e-6);
    assert.lengthOf(report.history, 2);
    const errors = [...report.best, ...[...report.worst].reverse()].map((pair) => pair.rmse);
    assert.deepEqual(
      errors,
      [...errors].sort((a, b) => a - b),
    );
  });

  test('is one HTML file without scripts or links, with curves, tables and pictures that can be read', async () => {
    const report = await started.client.use('gather-report', {});
    report.dataset.name = '<script>alert("x")</script>';
    const bytes = await new ExportClient(baseUrl).writeReport(report, 'two cores');
    const page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/html');
    assert.lengthOf(page.querySelectorAll('script, link, iframe'), 0);
    assert.isTrue([...page.images].every(({ src }) => src.startsWith('data:image/png;base64,')));
    assert.lengthOf(page.images, 2 * (report.best.length + report.worst.length));
    const png = Uint8Array.from(atob(page.images[0].src.split(',')[1]), (character) =>
      character.charCodeAt(0),
    );
    assert.deepEqual([...decode(png).data], [...report.best[0].image]);
    assert.lengthOf(page.querySelectorAll('svg polyline'), 2);
    const text = page.body.textContent!;
    for (const expected of [
      report.test.rmse.toFixed(4),
      `${report.test.psnr.toFixed(2)} dB`,
      'two cores',
      '168546 parameters',
      'Learning rate0.002',
      'Seed0',
    ]) {
      assert.include(text, expected);
    }
  });
});
