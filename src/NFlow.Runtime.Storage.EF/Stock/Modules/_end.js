function main() {
  c.JSON(200, {});
}
