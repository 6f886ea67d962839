import { assert } from '@open-wc/testing';
import { ModelViews } from '../../../src/ui/state/model-views.ts';
import { NoticeBoard } from '../../../src/ui/state/notice-board.ts';
import { TrainingClient, type DatasetInfo } from '../../../src/workers/index.ts';
import { baseUrl, smallConfig } from '../../helpers/training-client.ts';

/** Images of a bar each, at one of eight places, small enough to be encoded in no time. */
function makeBars(count: number) {
  const images = new Uint8Array(count * 64);
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 8);
  labels.forEach((place, image) =>
    images.fill(255 - (image % 50), image * 64 + place * 8, image * 64 + place * 8 + 8),
  );
  return { images, labels, shape: [count, 8, 8, 1] as [number, number, number, number] };
}

suite('ModelViews', () => {
  test('shows few images on the map at first while a model is trained, all of them where it is quick', async () => {
    const counts: number[] = [];
    const failures: Error[] = [];
    let info: DatasetInfo | undefined;
    const client: TrainingClient = new TrainingClient(
      { baseUrl, storageKey: `test/${crypto.randomUUID()}` },
      {
        onEvent: (event) => {
          if (event.type === 'batch-end') views.showProgress(info!, 0);
        },
        onFailure: (error) => failures.push(error),
      },
    );
    const views: ModelViews = new ModelViews({
      baseUrl,
      client,
      notices: new NoticeBoard({ onChange: () => undefined, onError: (error) => failures.push(error) }),
      onChange: () => undefined,
      onLayout: ({ data }) => counts.push(data!.indices.length),
    });
    try {
      await client.start();
      info = await client.call('loadDataset', { ...makeBars(400), test: makeBars(2300) }, 0);
      await client.call('createModel', 'compact', { ...smallConfig, epochs: 100_000 });
      views.map.setBesideTraining(true);
      views.showLater();
      const training = client.call('train', {});
      // On a machine that is busy with other things it may take a few layouts until an encoding is quick.
      while (counts.at(-1) !== 2300 && failures.length === 0)
        await new Promise((resolve) => setTimeout(resolve, 50));
      await client.call('stop');
      await training;
      assert.isEmpty(failures);
      assert.equal(counts[0], 2000);
    } finally {
      views.terminate();
      client.terminate();
    }
  });
});
