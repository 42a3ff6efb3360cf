function main() {
  delete_profile();
}
