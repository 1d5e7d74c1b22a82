/** What Streamlit gives a component, and what a component's main module gives back. */

export interface Component<Data, Sent = Record<string, unknown>> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  /** Tells the script something once: it runs, and forgets it. */
  setTriggerValue<Name extends keyof Sent>(name: Name, value: Sent[Name]): void;
  /** Tells the script something that it keeps. */
  setStateValue<Name extends keyof Sent>(name: Name, value: Sent[Name]): void;
}

/** What `mount(component)` of a main module returns, having shown the component's data. */
export interface Mounted<Data, Sent = Record<string, unknown>> {
  /** Hears of every later run of the script. */
  update(component: Component<Data, Sent>): void;
  destroy(): void;
}
