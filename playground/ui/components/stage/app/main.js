/** Where a stage begins. */

import { connectToServer } from "../wire/transport.js";
import { Stage } from "./stage.js";

/**
 * Puts a stage into the component's parent.
 * @param {import("../model/types.js").StageComponent} component
 * @param {import("../wire/transport.js").Connect} connect makes what its frames come through and its commands go out by
 * @returns {import("../model/types.js").MountedStage}
 */
export function mount(component, connect = connectToServer) {
  const stage = new Stage(component, connect);
  stage.update(component);
  return stage;
}
