import { assert, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { setStyles } from '../../../src/ui/components/set-styles.ts';

suite('setStyles()', () => {
  test('sets properties, changes them and takes away those that are gone', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const draw = (styles: Record<string, string>) => render(html`<i ${setStyles(styles)}></i>`, place);
    draw({ '--share': '0.5', left: '10%' });
    const { style } = place.querySelector('i')!;
    assert.equal(style.getPropertyValue('--share'), '0.5');
    assert.equal(style.left, '10%');
    draw({ left: '20%' });
    assert.equal(style.getPropertyValue('--share'), '');
    assert.equal(style.left, '20%');
  });

  test('is never an inline style to a strict policy, at the first rendering either', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="style-src 'none'"><p></p>`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const strict = frame.contentDocument!;
    const violations: string[] = [];
    strict.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    render(html`<i ${setStyles({ left: '30%' })}></i>`, strict.querySelector('p')!, {
      creationScope: strict,
    });
    assert.equal(strict.querySelector('i')!.style.left, '30%');
    // The policy is at work here: an inline style is refused.
    strict.querySelector('i')!.setAttribute('style', 'right: 1px');
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.lengthOf(violations, 1);
    frame.remove();
  });
});
