/** Draws Plotly figures side by side; one a screen refresh, so that the stage above goes on smoothly. */

const CONFIG = { displaylogo: false, modeBarButtons: [["toImage"]] };
const PARTS = numbersIn(navigator.language).formatToParts(1234567.8);
const SEPARATORS = ["decimal", "group"].map((type) => PARTS.find((part) => part.type === type)?.value ?? "").join("");
const shelves = new WeakMap();
/** Figures without a width of their own fill the row, whatever becomes of it.
 *
 *  One of the same width is let be: resized to what it is, Plotly forgets at the next drawing how it is turned. */
const widths = new ResizeObserver((changes) => {
  const isToResize = ({ layout, clientWidth, drawnWidth }) =>
    layout?.autosize && clientWidth > 0 && clientWidth !== drawnWidth;
  changes
    .map(({ target }) => target)
    .filter(isToResize)
    .forEach((plot) => {
      plot.drawnWidth = plot.clientWidth;
      window.Plotly.Plots.resize(plot);
    });
});
let loading = null;

export default function figuresComponent(component) {
  const { parentElement } = component;
  const { plotly, figures } = JSON.parse(new TextDecoder().decode(component.data));
  const shelf = shelves.get(parentElement) ?? begin(parentElement);
  Object.assign(shelf, { plotly, look: lookOf(shelf.root) });
  shelf.wanted = figures.map((figure) => ({ ...figure, key: JSON.stringify([figure, shelf.look]) }));
  makePlaces(shelf);
  draw(shelf);
  return shelf.end;
}

/** Returns how numbers are written in a language, in English where its name is none, such as "en-US@posix". */
function numbersIn(language) {
  try {
    return new Intl.NumberFormat(language, { numberingSystem: "latn" });
  } catch {
    return numbersIn("en");
  }
}

function begin(parentElement) {
  const [root, note] = [document.createElement("div"), document.createElement("p")];
  root.className = "playground-figures";
  parentElement.append(note, root);
  const shelf = { root, note, look: null, wanted: [], isDrawing: false };
  shelf.end = () => {
    shelf.wanted = [];
    makePlaces(shelf);
    [root, note].forEach((element) => element.remove());
    shelves.delete(parentElement);
  };
  shelves.set(parentElement, shelf);
  return shelf;
}

/** Gives every figure its place, of its size, before any is drawn: the page below does not move. */
function makePlaces(shelf) {
  const { root, wanted } = shelf;
  while (root.children.length > wanted.length) {
    window.Plotly?.purge(root.lastChild.firstChild);
    root.lastChild.remove();
  }
  wanted.forEach(({ layout, label, min_width: minWidth }, at) => {
    const place = root.children[at] ?? root.appendChild(makePlace(shelf));
    const plot = place.firstChild;
    place.classList.toggle("is-wide", !layout.width);
    const width = layout.width ? `${layout.width}px` : "100%";
    Object.assign(plot.style, { width, minWidth: minWidth ? `${minWidth}px` : "", height: `${layout.height}px` });
    plot.setAttribute("aria-label", label);
  });
}

function makePlace(shelf) {
  const [place, plot] = [document.createElement("div"), document.createElement("div")];
  place.className = "playground-figure";
  plot.setAttribute("role", "figure");
  plot.addEventListener("pointerdown", () => hold(shelf, plot));
  place.append(plot);
  widths.observe(plot);
  return place;
}

/** Notes that a figure is in the viewer's hand; what comes in the meantime is drawn once it is let go. */
function hold(shelf, plot) {
  const letGo = new AbortController();
  plot.isHeld = true;
  for (const end of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(
      end,
      () => {
        letGo.abort();
        plot.isHeld = false;
        requestAnimationFrame(() => draw(shelf)); // after Plotly has kept what was done
      },
      { signal: letGo.signal, capture: true },
    );
  }
}

/** Draws what is wanted and not yet drawn, until nothing is left; newer wishes are taken up on the way. */
async function draw(shelf) {
  if (shelf.isDrawing) return;
  shelf.isDrawing = true;
  try {
    const plotly = await load(shelf.plotly);
    for (let at = next(shelf, 0); at !== -1; at = next(shelf, at + 1)) {
      await new Promise(requestAnimationFrame);
      if (at < shelf.wanted.length && isStale(shelf, at)) await drawOne(plotly, shelf, at);
    }
    shelf.note.textContent = "";
  } catch (error) {
    console.error(error);
    shelf.note.textContent = `The charts could not be drawn (${error.message}). Reload the page.`;
  } finally {
    shelf.isDrawing = false;
  }
}

/** Returns the place of a figure that is not drawn as it is wanted, looking from `start` on and then from the first; -1 where there is none. */
function next(shelf, start) {
  const later = shelf.wanted.findIndex((_, at) => at >= start && isStale(shelf, at));
  return later === -1 ? shelf.wanted.findIndex((_, at) => isStale(shelf, at)) : later;
}

/** Returns whether a figure is to be drawn again; one that moves, or is dragged or turned, is let be until it rests. */
function isStale({ root, wanted }, at) {
  const plot = root.children[at].firstChild;
  return plot.drawn !== wanted[at].key && !plot.isMoving && !plot.isHeld;
}

async function drawOne(plotly, shelf, at) {
  const [plot, figure] = [shelf.root.children[at].firstChild, shelf.wanted[at]];
  const { data, layout, frames } = figure.frames ? atItsFrame(figure, plot) : figure;
  Object.assign(plot, { drawn: figure.key, drawnWidth: plot.clientWidth });
  const shown = { ...layout, autosize: !layout.width, template: templateOf(shelf.look) };
  await plotly.react(plot, { data, layout: shown, config: CONFIG, frames });
  if (frames && plot.isMoving === undefined) follow(plot, shelf);
}

/** Returns an animated figure at the frame that the viewer's slider stands at. */
function atItsFrame({ data, layout, frames }, plot) {
  const active = Math.min(plot.layout?.sliders?.[0]?.active ?? 0, frames.length - 1);
  const [slider] = layout.sliders;
  return {
    data: data.map((trace, at) => ({ ...trace, ...frames[active].data[at] })),
    layout: { ...layout, sliders: [{ ...slider, active }] },
    frames,
  };
}

/** Notes when an animated figure moves; what has come in the meantime is drawn when it has arrived. */
function follow(plot, shelf) {
  plot.isMoving = false;
  plot.on("plotly_animating", () => {
    plot.isMoving = true;
  });
  for (const end of ["plotly_animated", "plotly_animationinterrupted"]) {
    plot.on(end, () => {
      plot.isMoving = false;
      draw(shelf);
    });
  }
}

/** Returns the page's colours and letters. */
function lookOf(root) {
  const style = getComputedStyle(root);
  const [text, line, ground] = ["--st-text-color", "--st-border-color-light", "--st-secondary-background-color"].map(
    (name) => style.getPropertyValue(name),
  );
  return { text, line, ground, family: style.fontFamily };
}

function templateOf({ text, line, ground, family }) {
  const clear = "rgba(0,0,0,0)";
  const axis = { gridcolor: line, linecolor: line, tickcolor: line, zerolinecolor: line };
  const hoverlabel = { bgcolor: ground, bordercolor: line, font: { color: text, family } };
  const modebar = { bgcolor: clear, color: text, activecolor: text };
  const scene = { xaxis: axis, yaxis: axis, zaxis: axis };
  const fixed = {
    font: { color: text, family },
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    hoverlabel,
    modebar,
    separators: SEPARATORS,
  };
  return { layout: { ...fixed, xaxis: axis, yaxis: axis, scene } };
}

/** Fetches Plotly once for the whole page. */
function load(path) {
  loading ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(path, document.baseURI).href });
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = null;
      reject(new Error("Plotly did not arrive"));
    };
    document.head.append(script);
  });
  return loading;
}
