function main() {
  c.HTML(200, template(nflow_data["template"] || "", payload));
}
