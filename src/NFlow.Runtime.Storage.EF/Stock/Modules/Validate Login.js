// Takes username and password from the form, and leads back to where the visitor wanted to go.
function main() {
  var username = String(payload["username"] || "");
  var password = String(payload["password"] || "");
  payload["password"] = ""; // not kept with the form
  next = "break";

  if (!validate_user(username, password)) {
    c.HTML(401, "<!DOCTYPE html><title>Not logged in</title><p>User name or password is wrong.</p><p><a href=\"\">Try again</a></p>");
    return;
  }

  set_profile({ "username": username });
  var back = String(get_session("auth-session", "redirect_url") || "");
  // Only a path of this site: "//host" and "/\host" would lead elsewhere.
  c.Redirect(303, /^\/(?![\/\\])/.test(back) ? back : "/");
}
