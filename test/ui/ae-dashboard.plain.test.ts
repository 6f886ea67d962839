import { assert } from '@open-wc/testing';
import { placeSmallDashboard, readNotices } from '../helpers/dashboard.ts';

suite('<ae-dashboard> on a page that is not isolated', () => {
  test('trains on one thread and says how to get more', async () => {
    const element = await placeSmallDashboard({ 'batch-size': '32', epochs: '1' });
    assert.deepInclude(element.capabilities, { threads: 1, crossOriginIsolated: false });
    assert.equal(await element.train(), 'finished');
    const notices = (await readNotices(element)).join();
    assert.match(notices, /one thread of/);
    assert.match(notices, /Document-Isolation-Policy.*Cross-Origin-Opener-Policy/);
    element.remove();
  });
});
