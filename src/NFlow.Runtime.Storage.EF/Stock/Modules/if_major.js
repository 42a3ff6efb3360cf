function main() {
  var value = parseFloat(payload[nflow_data["field"]]);
  next = value > parseFloat(nflow_data["limit"]) ? "output_1" : "output_2";
}
