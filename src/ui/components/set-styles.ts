import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class SetStyles extends Directive {
  private names: readonly string[] = [];

  override render(_styles: Readonly<Record<string, string>>) {
    return noChange;
  }

  override update({ element }: ElementPart, [styles]: Parameters<this['render']>) {
    const { style } = element as HTMLElement;
    for (const name of this.names) if (!(name in styles)) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
    this.names = Object.keys(styles);
    return noChange;
  }
}

/**
 * On an element: sets CSS properties, by their CSS names, through the object model. Lit's own `styleMap` writes a `style`
 * attribute the first time, which a strict Content-Security-Policy forbids.
 */
export const setStyles = directive(SetStyles);
