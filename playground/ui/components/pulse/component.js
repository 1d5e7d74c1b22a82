/** Asks Streamlit to draw the panel again when the stage has heard of a newer inspection; one question at a time. */

const PATIENCE_MS = 5000;
const pulses = new WeakMap();

export default function pulseComponent(component) {
  const { parentElement } = component;
  const pulse = pulses.get(parentElement) ?? begin(parentElement);
  pulse.component = component;
  pulse.drawn = JSON.parse(new TextDecoder().decode(component.data));
  pulse.askedAt = -Infinity;
  pulse.ask();
  return pulse.end;
}

function begin(parentElement) {
  const pulse = { askedAt: -Infinity };
  pulse.ask = () => {
    const newest = window.playgroundInspection ?? 0;
    if (newest === 0 || newest === pulse.drawn || performance.now() - pulse.askedAt < PATIENCE_MS) return;
    pulse.askedAt = performance.now();
    pulse.component.setTriggerValue("news", newest);
  };
  pulse.end = () => {
    window.removeEventListener("playground:inspection", pulse.ask);
    pulses.delete(parentElement);
  };
  window.addEventListener("playground:inspection", pulse.ask);
  pulses.set(parentElement, pulse);
  return pulse;
}
