function main() {
  if (!validate_token(nflow_data["token_name"] || "api1")) {
    c.JSON(401, { "error": "Unauthorized" });
    next = "break";
  }
}
