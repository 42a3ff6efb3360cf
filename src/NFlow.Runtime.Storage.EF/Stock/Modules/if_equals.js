function main() {
  next = payload[nflow_data["field"]] == nflow_data["value"] ? "output_1" : "output_2";
}
