using System.Text;
using NFlow.Runtime.Model;
using NFlow.Runtime.Templating;

namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>Bent documents for the readers that take text from outside: designer documents and Go templates. Each either reads it or says why not.</summary>
internal sealed class TextFuzzer(int seed)
{
    private readonly FuzzRandom _random = new(seed);

    /// <summary>Reads one bent document of each kind.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public string? RunOne() =>
        Check(Mutation.Bend(_random.Of(Corpus.Apps), _random.Of(Corpus.Apps), _random), ReadApp)
        ?? Check(Mutation.Bend(_random.Of(Corpus.Templates), _random.Of(Corpus.Templates), _random), RenderTemplate);

    public static void ReadApp(string text)
    {
        try
        {
            AppDefinitionReader.Read("fuzz", Encoding.UTF8.GetBytes(text));
        }
        catch (InvalidDefinitionException)
        {
        }
    }

    public static void RenderTemplate(string text)
    {
        try
        {
            GoTemplate.Parse(text).Render(System.Text.Json.JsonElement.Parse("""{"a":1,"b":[1,2,{"c":"<x>"}],"name":"n","list":["x","y"]}"""));
        }
        catch (GoTemplateException)
        {
        }
    }

    private static string? Check(string text, Action<string> read)
    {
        try
        {
            read(text);
            return null;
        }
        catch (Exception exception)
        {
            return $"{exception}\n--- text\n{text}\n--- end";
        }
    }
}
