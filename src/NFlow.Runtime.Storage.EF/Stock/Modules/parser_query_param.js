function main() {
  if (payload === null || typeof payload !== "object") {
    payload = {};
  }
  for (var name in url_values_to_map(c.QueryParams())) {
    payload[name] = c.QueryParam(name);
  }
}
