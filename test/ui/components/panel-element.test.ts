import { assert } from '@open-wc/testing';
import { AeArchitecture, AeControls } from '../../../src/ui/components/index.ts';
import { nextTask } from '../../../src/ui/state/index.ts';

suite('PanelElement', () => {
  test('renders first when the panel before it has had its frame, not in the next task', async () => {
    const [first, second] = [new AeControls(), new AeArchitecture()];
    document.body.append(first, second);
    await first.updateComplete;
    await nextTask();
    assert.isFalse(second.hasUpdated);
    await second.updateComplete;
    assert.isTrue(second.hasUpdated);
    first.remove();
    second.remove();
  });
});
