namespace NFlow.Runtime.Templating.Tests;

/// <summary>The pages that the designer ships.</summary>
internal sealed class DesignerTemplateTests
{
    private static readonly Dictionary<string, object?> Data = new()
    {
        ["url"] = "/pepe11",
        ["name"] = "Ana & co",
        ["next"] = "012715af-7917-4a12-8afc-b5f5406d4094",
        ["form_code"] = "<input name='n1' value=\"x\">",
        ["profile"] = new Dictionary<string, object?> { ["username"] = "<dev1>" },
    };

    [Test]
    public void Render_FormPage_KeepsMarkupAndEscapesTheRest()
    {
        var page = File.ReadAllText(SharedData.Require("designer", "templates", "formTrackingUrl.html"));

        var html = GoTemplate.Parse(page).Render(Data);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("<input name='n1' value=\"x\">"));
            Assert.That(html, Does.Contain("&lt;dev1&gt;").And.Not.Contain("<dev1>"));
            Assert.That(html, Does.Contain("action=\"/pepe11/nftk/Ana%20&amp;%20co"));
            Assert.That(html, Does.Not.Contain("{{"));
        }
    }

    [TestCase("formSingleURL")]
    [TestCase("formTrackingUrlWithoutNext")]
    [TestCase("login_template")]
    [TestCase("logout_template")]
    public void Render_OtherPages_Succeeds(string name)
    {
        var page = File.ReadAllText(SharedData.Require("designer", "templates", $"{name}.html"));

        Assert.That(GoTemplate.Parse(page).Render(Data), Does.Not.Contain("{{").And.Contain("</html>"));
    }
}
