function main() {
  if (payload === null || typeof payload !== "object") {
    payload = {};
  }
  payload[nflow_data["var_name"]] = nflow_data["var_value"];
}
