using System.Text;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Documentation;

/// <summary>Writes what scripts can call as a page for people. Thread-safe.</summary>
public static class ScriptReference
{
    /// <summary>Writes the page.</summary>
    /// <param name="surface">Everything a script can call or read.</param>
    /// <returns>Markdown.</returns>
    public static string Write(HostSurface surface)
    {
        ArgumentNullException.ThrowIfNull(surface);
        var text = new StringBuilder();
        text.Append("# What scripts can call\n\n");
        text.Append("Generated from the registrations; do not edit. For editors: `nflow.d.ts` beside this page.\n");
        text.Append("A function in *italics* gives a promise: `await` it. One marked with ⏸ waits while the script stands still, for apps that do not `await`.\n\n");
        text.Append("Where text is wanted, a number or boolean is taken as its text; where a number is wanted, numeric text is taken as a number. ");
        text.Append("Any other wrong argument is a `TypeError` that names function, argument and what was expected.\n\n");
        text.Append("## Values\n\n| name | type | what it is |\n|---|---|---|\n");
        foreach (var global in surface.Globals.OrderBy(global => global.Name, StringComparer.Ordinal))
            text.Append("| `").Append(global.Name).Append("` | `").Append(Cell(global.Type)).Append("` | ").Append(Cell(global.Summary)).Append(" |\n");
        foreach (var (alias, name) in surface.Aliases.OrderBy(alias => alias.Key, StringComparer.Ordinal))
            text.Append("| `").Append(alias).Append("` | | another name of `").Append(name).Append("` |\n");

        foreach (var group in surface.Functions.Where(function => !function.Name.StartsWith('$')).GroupBy(Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("\n## ").Append(group.Key.Length == 0 ? "Functions" : $"`{group.Key}`").Append("\n\n| function | what it does |\n|---|---|\n");
            foreach (var function in group.OrderBy(function => function.Name, StringComparer.Ordinal))
                text.Append("| ").Append(Name(function)).Append(" | ").Append(Cell(function.Summary)).Append(" |\n");
        }

        text.Append("\n## Written in JavaScript\n");
        foreach (var library in surface.Libraries.OrderBy(library => library.Name, StringComparer.Ordinal))
        {
            text.Append("\n### ").Append(string.Join(", ", library.Exports.Select(export => $"`{export}`"))).Append("\n\n```ts\n");
            text.Append(library.Declarations.ReplaceLineEndings("\n").Trim()).Append("\n```\n");
        }

        return text.ToString();
    }

    private static string Group(HostFunction function) => function.Name.IndexOf('.') is var dot and >= 0 ? function.Name[..dot] : "";

    private static string Name(HostFunction function)
    {
        var name = $"`{function.Name}{Cell(ScriptDeclarations.Signature(function))}`";
        return function.Mode switch
        {
            HostFunctionMode.Asynchronous => $"*{name}*",
            HostFunctionMode.Blocking => $"{name} ⏸",
            _ => name,
        };
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
