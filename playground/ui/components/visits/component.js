/** Tells the server whenever the viewer goes back or forward; the page's own changes of the URL are no visits. */
export default function visits({ setTriggerValue }) {
  const tell = () => setTriggerValue("visit", location.search);
  window.addEventListener("popstate", tell);
  return () => window.removeEventListener("popstate", tell);
}
