using System.Text;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Documentation;

/// <summary>Writes what scripts can call as TypeScript declarations, for editors. Thread-safe.</summary>
public static class ScriptDeclarations
{
    private const string Header = """
        // What scripts of NFlow.Runtime see. Generated from the registrations; do not edit.

        /** What the previous step handed over; what it holds at the end is handed to the next one, unless main() returns an object. */
        declare var payload: any;
        /** Port at which the run goes on; a port that does not exist ends it. */
        declare var next: string;
        /** In auth(): whether the node asks for authentication. */
        declare var auth_flag: any;
        /** In auth(): the path that was asked for. */
        declare var url_access: string;

        """;

    /// <summary>Writes the declarations.</summary>
    /// <param name="surface">Everything a script can call or read.</param>
    /// <returns>The text of <c>nflow.d.ts</c>.</returns>
    public static string Write(HostSurface surface)
    {
        ArgumentNullException.ThrowIfNull(surface);
        var text = new StringBuilder(Header.ReplaceLineEndings("\n"));
        var visible = surface.Functions.Where(function => !function.Name.StartsWith('$')).ToList();
        foreach (var global in surface.Globals)
            text.Append('\n').Append(Comment(global.Summary, "")).Append("declare var ").Append(global.Name).Append(": ").Append(global.Type).Append(";\n");
        foreach (var function in visible.Where(function => !function.Name.Contains('.')))
            text.Append('\n').Append(Comment(function.Summary, "")).Append("declare function ").Append(function.Name).Append(Signature(function)).Append(";\n");
        foreach (var members in visible.Where(function => function.Name.Contains('.')).GroupBy(function => function.Name[..function.Name.LastIndexOf('.')]))
        {
            text.Append("\ndeclare namespace ").Append(members.Key).Append(" {\n");
            foreach (var function in members)
                text.Append(Comment(function.Summary, "  ")).Append("  function ").Append(function.Name[(members.Key.Length + 1)..]).Append(Signature(function)).Append(";\n");
            text.Append("}\n");
        }

        foreach (var library in surface.Libraries)
            text.Append('\n').Append(library.Declarations.ReplaceLineEndings("\n").Trim()).Append('\n');
        foreach (var (alias, name) in surface.Aliases.OrderBy(alias => alias.Key, StringComparer.Ordinal))
            text.Append("\ndeclare var ").Append(alias).Append(": typeof ").Append(name).Append(";\n");
        return text.ToString();
    }

    /// <summary>Parameters and result of a function, in TypeScript.</summary>
    internal static string Signature(HostFunction function)
    {
        var parameters = function.Parameters.Select(parameter => $"{parameter.Name}{(parameter.Optional ? "?" : "")}: {parameter.Type}");
        var returns = function.Mode == HostFunctionMode.Asynchronous ? $"Promise<{function.Returns}>" : function.Returns;
        return $"({string.Join(", ", parameters)}): {returns}";
    }

    private static string Comment(string summary, string indent) =>
        summary.Length == 0 ? "" : $"{indent}/** {summary.Replace("*/", "* /", StringComparison.Ordinal)} */\n";
}
