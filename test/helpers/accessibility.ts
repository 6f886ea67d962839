import { assert } from '@open-wc/testing';
import axe from 'axe-core';

/** Fails with what axe finds wrong with an element and all below it, shadow roots included. */
export async function assertAccessible(element: Element): Promise<void> {
  // `region` asks for landmarks of a whole page, which is not under test.
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  const problems = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
  assert.strictEqual(problems.join('\n'), '');
}
