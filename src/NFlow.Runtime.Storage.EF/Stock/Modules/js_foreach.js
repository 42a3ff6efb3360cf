// output_2 once per element, then output_1. What is left is kept in the payload under a name of this node's own.
function main() {
  var key = "__foreach_" + current_box;
  var rest = payload[key];
  if (!Array.isArray(rest)) {
    var list = find_element(nflow_data["field"], payload);
    rest = Array.isArray(list) ? list.slice() : [];
  }
  if (rest.length === 0) {
    payload[key] = null;
    next = "output_1";
    return;
  }
  payload[nflow_data["item_name"] || "current_element"] = rest.shift();
  payload[key] = rest;
  next = "output_2";
}
