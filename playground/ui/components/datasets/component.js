/** The dataset chooser: a radio group of thumbnails; a click, or an arrow key, picks one. */

const SIZE = 72;
const REACH = 6.4;

export default function datasets({ data: bytes, parentElement, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  let root = parentElement.querySelector(".root");
  if (!root) {
    root = document.createElement("div");
    root.className = "root";
    parentElement.append(root);
  }
  const group = element("div", { class: "datasets", role: "radiogroup", "aria-label": "Dataset" });
  const buttons = data.datasets.map((dataset) => thumbnail(dataset, data));
  const pick = (button) => {
    mark(buttons, button.dataset.name);
    caption.textContent = titleOf(data, button.dataset.name);
    setTriggerValue("pick", button.dataset.name);
  };
  for (const button of buttons) button.onclick = () => pick(button);
  group.onkeydown = (event) => move(event, buttons, pick);
  group.append(...buttons);
  const caption = element("p", {});
  caption.textContent = titleOf(data, data.chosen);
  const hadFocus = root.contains(root.getRootNode().activeElement);
  root.replaceChildren(group, caption);
  mark(buttons, data.chosen);
  if (hadFocus) buttons.find((button) => button.tabIndex === 0)?.focus();
}

function titleOf(data, name) {
  return data.datasets.find((dataset) => dataset.name === name)?.title ?? "Given points";
}

function thumbnail(dataset, data) {
  const button = element("button", {
    type: "button",
    role: "radio",
    "aria-label": dataset.title,
    title: `${dataset.title}: ${dataset.description}`,
  });
  button.dataset.name = dataset.name;
  const canvas = element("canvas", { width: SIZE, height: SIZE });
  const context = canvas.getContext("2d");
  if (dataset.images) drawImages(context, dataset.images, data.look);
  else drawPoints(context, dataset, data.look);
  button.append(canvas);
  return button;
}

/** Draws every sample in its colour, a value the larger the farther it is from zero. */
function drawPoints(context, { kind, points }, look) {
  for (const [x1, x2, value] of points) {
    context.fillStyle = colour(kind, value, look);
    const radius = kind === "regression" ? 1 + 1.8 * Math.min(1, Math.abs(value)) : 2.6;
    context.beginPath();
    context.arc((SIZE * (1 + x1 / REACH)) / 2, (SIZE * (1 - x2 / REACH)) / 2, radius, 0, 7);
    context.fill();
  }
}

/** Draws images of the first classes in a square, ink in the colour of the class. */
function drawImages(context, images, look) {
  const columns = Math.ceil(Math.sqrt(images.length));
  const side = SIZE / columns;
  images.forEach((rows, at) => {
    const pixel = Math.floor(side / rows.length); // whole, so that no seams show
    const margin = (side - pixel * rows.length) / 2;
    const [left, top] = [(at % columns) * side + margin, Math.floor(at / columns) * side + margin];
    context.fillStyle = look.strong_classes[at];
    rows.forEach((row, y) =>
      row.forEach((ink, x) => {
        context.globalAlpha = ink;
        context.fillRect(left + x * pixel, top + y * pixel, pixel, pixel);
      }),
    );
  });
}

function colour(kind, value, look) {
  if (kind === "multiclass") return look.strong_classes[value % look.strong_classes.length];
  return value > (kind === "binary" ? 0.5 : 0) ? look.strong_positive : look.strong_negative;
}

function mark(buttons, name) {
  const chosen = buttons.find((button) => button.dataset.name === name);
  for (const button of buttons) {
    button.setAttribute("aria-checked", String(button === chosen));
    button.tabIndex = button === (chosen ?? buttons[0]) ? 0 : -1;
  }
}

function move(event, buttons, pick) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = buttons[(buttons.indexOf(event.target.closest("button")) + by + buttons.length) % buttons.length];
  next.focus();
  pick(next);
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
