using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>
/// Compiles a C# block as a reader would use it: types as they are, statements inside a method that has a web application's <c>builder</c> and <c>app</c>,
/// or a test's <c>host</c>, unless the block makes its own. Marks: <c>with</c> names further files or folders, comma-separated; <c>given</c> declares further variables, semicolon-separated;
/// <c>types</c> declares types that the block uses and does not show.
/// </summary>
internal static class CSharpBlock
{
    /// <summary>What <c>dotnet new web</c> and a test project import by themselves.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Net.Http.Json;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging; global using NUnit.Framework;
        """;

    private static readonly string[] Expected = ["CS1998", "CS8019", "CS8632", "CS5001", "CS0219", "CS0168", "CS4014"];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("Docs.Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Compiles a block together with the types that other blocks of its document show.</summary>
    public static IReadOnlyList<string> Compile(DocumentBlock block, IEnumerable<DocumentBlock> others)
    {
        var types = TypesOf(block);
        var sources = new List<string> { ImplicitUsings, Wrap(block, types), block.Mark("types") ?? "" };
        foreach (var other in others.Where(other => DeclaresTypesOnly(other.Text) && !TypesOf(other).Overlaps(types)))
            sources.AddRange([other.Text, other.Mark("types") ?? ""]);
        foreach (var file in Files(block))
            sources.Add(File.ReadAllText(file));

        var compilation = CSharpCompilation.Create(
            "Block",
            sources.Distinct().Select(source => CSharpSyntaxTree.ParseText(source, Parsing)),
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !Expected.Contains(diagnostic.Id))
            .Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()} at '{Around(diagnostic)}'")];
    }

    /// <summary>Statements go into a method, types beside it, usings to the top.</summary>
    private static string Wrap(DocumentBlock block, HashSet<string> types)
    {
        var root = Parse(block.Text);
        var statements = string.Concat(root.Members.OfType<GlobalStatementSyntax>().Select(member => member.ToFullString()));
        var declarations = string.Concat(root.Members.Where(member => member is not GlobalStatementSyntax).Select(member => member.ToFullString()));
        if (statements.Length == 0)
            return root.Usings.ToFullString() + declarations;

        var variables = new List<string>();
        Offer("args", "string[]");
        Offer("builder", "WebApplicationBuilder");
        Offer("app", "WebApplication");
        Offer("host", "NFlow.Runtime.Testing.WorkflowTestHost");
        foreach (var given in (block.Mark("given") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            variables.Add(given);
        return $$"""
            {{root.Usings.ToFullString()}}
            internal static class Block{{block.Line}}
            {
                public static async Task RunAsync({{string.Join(", ", variables)}})
                {
                    await Task.CompletedTask;
            {{statements}}
                }
            }

            {{declarations}}
            """;

        void Offer(string name, string type)
        {
            var declares = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(variable => variable.Identifier.Text == name);
            if (!declares && !types.Contains(name))
                variables.Add($"{type} {name}");
        }
    }

    private static HashSet<string> TypesOf(DocumentBlock block) =>
        [.. Parse(block.Text).Members.OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text)];

    private static bool DeclaresTypesOnly(string code) => Parse(code) is { Members.Count: > 0 } root && !root.Members.OfType<GlobalStatementSyntax>().Any();

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, Parsing).GetCompilationUnitRoot();

    private static IEnumerable<string> Files(DocumentBlock block) =>
        (block.Mark("with") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Repository.PathOf(path))
            .SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.cs").Where(file => Path.GetFileName(file) != "Program.cs") : [path]);

    private static string Around(Diagnostic diagnostic)
    {
        var tree = diagnostic.Location.SourceTree;
        return tree is null ? "" : tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
    }
}
