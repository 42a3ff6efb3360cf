function main() {
  var field = nflow_data["field"];
  var status = parseInt(nflow_data["http_code"], 10) || 200;
  c.JSON(status, !field || field === "*" ? payload : find_element(field, payload));
}
