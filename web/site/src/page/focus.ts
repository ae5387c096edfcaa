/** Where the keyboard goes on after a view has changed. */

/** Move the focus to a place of the page once it is drawn, so that the keyboard goes on from there. */
export function focusOn(selector: string): void {
  requestAnimationFrame(() =>
    setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus()),
  );
}
