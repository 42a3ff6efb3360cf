// Called before a starter whose "Login needed" box is ticked.
function auth() {
  if (!exist_profile()) {
    next = "login";
  }
}
