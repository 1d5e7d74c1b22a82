/** Hands the newest frame to the stage on this page; the stage listens on the window. */
export default function feed({ data }) {
  window.dispatchEvent(new CustomEvent("playground:frame", { detail: data }));
}
