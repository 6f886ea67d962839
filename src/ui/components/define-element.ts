/** Like Lit's `customElement`, but a page that loads the project twice keeps the first definition instead of throwing. */
export function defineElement(name: string) {
  return (element: CustomElementConstructor): void => {
    if (!customElements.get(name)) customElements.define(name, element);
  };
}
