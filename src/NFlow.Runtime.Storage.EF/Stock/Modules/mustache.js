function main() {
  c.HTML(200, mustache(nflow_data["template"] || "", payload));
}
