import axe from 'axe-core';

/** What axe finds wrong with an element and all below it, shadow roots included; empty when nothing. */
export async function findAccessibilityProblems(element: Element): Promise<string[]> {
  // `region` asks for landmarks of a whole page, which is not under test.
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}
