// Asked before a starter whose nflow_auth is on.
function auth() {
  if (!exist_profile()) next = "login";
}
