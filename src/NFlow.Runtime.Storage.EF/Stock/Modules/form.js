// Shows a form and waits: the post comes back to the node at output_1.
function main() {
  var view = {
    url: nflow_endpoint,
    action: nflow_endpoint,
    next: __outputs["output_1"],
    name: nflow_data["name_box"],
    payload: payload,
    profile: get_profile(),
    form_code: ""
  };
  view.form_code = template(nflow_data["html_form"] || "", view);
  c.HTML(200, template(get_template(nflow_data["template"]) || get_template("formSingleURL"), view));

  if (payload === null || typeof payload !== "object") {
    payload = {};
  }
  payload["break"] = true;
}
