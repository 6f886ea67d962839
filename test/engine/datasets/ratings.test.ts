import { assert } from '@open-wc/testing';
import { generateRatings, loadDataset } from '../../../src/engine/datasets/index.ts';
import { rejection } from '../../helpers/idx.ts';

const options = { seed: 0, baseUrl: '/', fetcher: (url: string) => fetch(url) };
const load = (text: string) => loadDataset({ table: new Blob([text]) }, options);

suite('loadDataset() of ratings', () => {
  test("reads MovieLens' u.data and tables with a header, and holds a tenth out", async () => {
    const lines = Array.from({ length: 400 }, (_, i) => [
      1 + (i % 20),
      100 + Math.floor(i / 20),
      1 + ((i * 7) % 5),
      88_000_000,
    ]);
    const plain = await load(lines.map((line) => line.join('\t')).join('\n'));
    const headed = await load(
      ['rating,userId,movieId', ...lines.map(([user, item, rating]) => [rating, user, item].join(','))].join(
        '\n',
      ),
    );
    for (const { info, ratings, imageShape } of [plain, headed]) {
      assert.equal(info.table!.kind, 'ratings');
      assert.deepEqual(imageShape, [1, 20, 1]);
      assert.equal(info.counts.test, 20);
      assert.equal(ratings!.userNames[0], '1');
      assert.lengthOf(ratings!.heldOut.ratings, 40);
    }
  });

  test('keeps what is known as baseline + value × scale, and what is held out masked', async () => {
    const dataset = await loadDataset('ratings-demo', options);
    const { mean, userBias, itemBias, scale, heldOut } = dataset.ratings!;
    const [user, item] = [heldOut.users[0], heldOut.items[0]];
    const mask = dataset.gatherMask('test', [user])!;
    assert.equal(mask[item], 0);
    const values = dataset.gatherPixels('test', [user]);
    assert.equal(values[item], 0);
    const known = mask.indexOf(1);
    const rating = mean + userBias[user] + itemBias[known] + scale * values[known];
    assert.isAbove(rating, -2);
    assert.isBelow(rating, 9);
    // The residuals have mean 0 over a user's row, nearly: the bias is shrunk.
    const sum = values.reduce((total, value) => total + value, 0);
    assert.closeTo(sum / mask.reduce((total, bit) => total + bit, 0), 0, 0.1);
  });

  test('refuses ratings that are no numbers', async () => {
    const error = await rejection(load('user,item,rating\n1,2,3\n1,3,good'));
    assert.match(error.message, /expected a number as rating, found "good" in row 2/);
  });
});

suite('generateRatings()', () => {
  test('is the same for a seed, as dense and as spread as asked', () => {
    const wanted = { users: 200, items: 100, rank: 2, density: 0.3, noise: 0.8, seed: 3 };
    const list = generateRatings(wanted);
    assert.closeTo(list.ratings.length / 20_000, 0.3, 0.02);
    assert.deepEqual([...generateRatings(wanted).ratings.subarray(0, 9)], [...list.ratings.subarray(0, 9)]);
    const mean = list.ratings.reduce((sum, rating) => sum + rating, 0) / list.ratings.length;
    const variance =
      list.ratings.reduce((sum, rating) => sum + (rating - mean) ** 2, 0) / list.ratings.length;
    // Biases .4² + .5², tastes 2 × .5⁴, noise .8².
    assert.closeTo(variance, 0.16 + 0.25 + 0.125 + 0.64, 0.2);
  });
});
