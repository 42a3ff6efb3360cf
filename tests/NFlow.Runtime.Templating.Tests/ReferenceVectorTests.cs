using System.Text.Json;

namespace NFlow.Runtime.Templating.Tests;

/// <summary>What Go 1.23 made of the same templates and data.</summary>
internal sealed class ReferenceVectorTests
{
    [TestCaseSource(nameof(Vectors))]
    public void Render_ReferenceVector_GivesWhatGoGives(JsonElement vector)
    {
        if (vector.ValueKind == JsonValueKind.Undefined)
            Assert.Ignore("needs ../shared/compat/go-template-vectors.json");

        var template = vector.GetProperty("template").GetString()!;
        var data = vector.GetProperty("data");
        if (vector.GetProperty("error").GetString() is { Length: > 0 })
            Assert.That(() => GoTemplate.Parse(template).Render(data), Throws.TypeOf<GoTemplateException>());
        else
            Assert.That(GoTemplate.Parse(template).Render(data), Is.EqualTo(vector.GetProperty("output").GetString()));
    }

    private static IEnumerable<TestCaseData> Vectors()
    {
        var path = SharedData.Find("compat", "go-template-vectors.json");
        if (path is null)
        {
            yield return new TestCaseData(default(JsonElement)).SetArgDisplayNames("missing");
            yield break;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var vector in document.RootElement.Clone().EnumerateArray())
            yield return new TestCaseData(vector).SetArgDisplayNames(vector.GetProperty("name").GetString()!);
    }
}
