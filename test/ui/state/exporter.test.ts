import { assert } from '@open-wc/testing';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { Exporter, nameExport } from '../../../src/ui/state/exporter.ts';
import { NoticeBoard } from '../../../src/ui/state/notice-board.ts';
import { rejection } from '../../helpers/idx.ts';
import {
  baseUrl,
  loadSmallSource,
  smallConfig,
  startClient,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite('Exporter', () => {
  let started: StartedClient;
  let exporter: Exporter;
  let notices: NoticeBoard;
  const told: string[] = [];
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
    await started.client.call('createModel', 'compact', smallConfig);
    notices = new NoticeBoard({
      onChange: () => told.push(...notices.list.map(({ message }) => message)),
      onError: () => undefined,
    });
    exporter = new Exporter(started.client, notices, baseUrl);
  });
  suiteTeardown(() => started.client.terminate());

  test('writes what the model makes of a split, and says how far it is', async () => {
    const file = await exporter.write({ format: 'parquet', split: 'train' });
    const rows = await parquetReadObjects({ file: file.buffer as ArrayBuffer });
    const encoded = await started.client.call('encodeSplit', 'train');
    assert.lengthOf(rows, 243);
    assert.deepEqual(
      rows.map((row) => row['index'] as number),
      [...encoded.indices],
    );
    assert.closeTo(rows[9]['rmse'] as number, encoded.rmse[9], 1e-6);
    assert.closeTo(rows[242]['z48'] as number, encoded.latents.at(-1)!, 1e-5);
    assert.match(told.join(' '), /Encoding images for the export: \d+ %.*Writing/);
    assert.isEmpty(notices.list);
  });

  test('writes each format under a name of its own', async () => {
    const text = new TextDecoder().decode(await exporter.write({ format: 'csv' }));
    assert.lengthOf(text.trim().split('\n'), 31);
    assert.property(unzipSync(await exporter.write({ format: 'npz' })), 'codes.npy');
    assert.property(unzipSync(await exporter.write({ format: 'projector' })), 'sprite.png');
    const weights = await exporter.write({ format: 'safetensors' });
    assert.isAbove(weights.length, 168_546 * 4);
    assert.equal(nameExport({ format: 'npz', split: 'train' }, 'seed'), 'seed-train-codes.npz');
  });

  test('ends when cancelled, without a file or a notice left', async () => {
    const writing = rejection(exporter.write({ format: 'csv', split: 'train' }));
    exporter.cancel();
    assert.equal((await writing).name, 'AbortError');
    assert.isEmpty(notices.list);
  });
});
