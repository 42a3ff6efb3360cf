using System.Text.Json;
using System.Text.RegularExpressions;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Everything a script can reach: what is registered, and the members of the objects that registered functions hand out.</summary>
internal static class SurfaceInventory
{
    /// <summary>Objects whose members are part of the surface, by the names the contract uses.</summary>
    private const string Objects = """
        {
          'c.request': c.request, 'c.response': c.response, 'c.Request()': c.Request(), 'c.Request().URL': c.Request().URL, 'c.Response()': c.Response(),
          'c.Response().header()': c.Response().header(), 'c.Logger()': c.Logger(), 'c.Cookie()': c.Cookie('theme'), 'c.FormFile()': c.FormFile('photo'),
          'c.MultipartForm()': c.MultipartForm(), 'crypto': crypto, 'crypto.createHash()': crypto.createHash('md5'), 'URL': URL, 'URL#': URL.prototype,
          'URLSearchParams#': URLSearchParams.prototype, 'TextEncoder#': TextEncoder.prototype, 'TextDecoder#': TextDecoder.prototype,
          "require('util')": require('util'), "require('util').types": require('util').types, "require('querystring')": require('querystring'),
          "require('url')": require('url'), "require('path')": require('path'), "require('fs')": require('fs'), "require('fs').promises": require('fs').promises,
          "require('http')": require('http'), 'http.get()': await http.get('«server»/echo'), 'rule_run().err': rule_run({}, {}, '?').err,
        }
        """;

    private const string Script = $$"""
        const objects = {{Objects}}, found = [];
        const isFunction = value => typeof value === 'function';
        const isAsync = value => Object.prototype.toString.call(value) === '[object AsyncFunction]';
        for (const owner of Object.keys(objects))
          for (const name of Object.getOwnPropertyNames(objects[owner])) {
            if (/^(constructor|prototype|length|name|toString)$/.test(name) && owner !== 'c.Cookie()') continue;
            const member = Object.getOwnPropertyDescriptor(objects[owner], name).value;
            found.push([owner + (owner.endsWith('#') ? '' : '.') + name, isFunction(member) && member.length > 0 && !/^class /.test(String(member)), isAsync(member)]);
          }
        for (const name of ['get', 'set', 'has', 'getAll']) found.push(['path_vars.' + name, name !== 'getAll', false]);
        for (const name of ['get', 'values']) found.push(['c.Request().header.' + name, true, false]);
        for (const name of ['get', 'values']) found.push(['http_get().header.' + name, true, false]);
        for (const name of ['query', 'exec']) found.push(['tx.' + name, true, true]);
        return found;
        """;

    public static async Task<IReadOnlyList<SurfaceFunction>> ListAsync(SurfaceHost host)
    {
        var surface = host.Surface;
        var found = surface.Functions
            .Where(function => !function.Name.StartsWith('$'))
            .Select(function => new SurfaceFunction(function.Name, function.Parameters.Any(parameter => !parameter.Name.StartsWith('.')), function.Mode != HostFunctionMode.Synchronous))
            .Concat(surface.Libraries.SelectMany(library => library.Exports.Select(export => Export(library, export))))
            .Concat(surface.Globals.Select(global => new SurfaceFunction(global.Name, false, false)))
            .Concat(surface.Aliases.Keys.Select(alias => new SurfaceFunction(alias, false, false)))
            .ToList();

        var members = await host.RunAsync(Script);
        foreach (var member in JsonElement.Parse(members.Text)[0].EnumerateArray())
            if (found.All(known => known.Name != member[0].GetString()))
                found.Add(new SurfaceFunction(member[0].GetString()!, member[1].GetBoolean(), member[2].GetBoolean()));
        return found;
    }

    /// <summary>An export's kind, as its declaration tells: a function waits that gives a promise or is described so.</summary>
    private static SurfaceFunction Export(HostLibrary library, string export)
    {
        var name = Regex.Escape(export[(export.LastIndexOf('.') + 1)..]);
        var promises = Regex.IsMatch(library.Declarations, $@"\b{name}(<[^>]*>)?\([^;]*\): Promise<") || Regex.IsMatch(library.Declarations, $@"\bwaits\b[^*]*\*/\s*declare function {name}\(");
        var takes = Regex.IsMatch(library.Declarations, $@"\b{name}(<[^(]*>)?\([^)]");
        return new SurfaceFunction(export, takes, promises);
    }
}
