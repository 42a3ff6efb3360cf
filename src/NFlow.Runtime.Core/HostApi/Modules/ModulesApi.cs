using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Modules;

/// <summary><c>require</c> and the globals of modern JavaScript that need a host: written in JavaScript over the private functions registered here.</summary>
internal sealed class ModulesApi(IOptions<HostApiOptions> options) : IHostApi
{
    private const int MaxRandomBytes = 65_536;

    /// <summary>Characters of an address, as .NET itself had it for long: reading one makes several copies, in which a character may have become nine.</summary>
    private const int MaxUrlLength = 65_536;

    private static readonly string[] Modules = ["util", "crypto", "querystring", "url", "path", "fs", "http"];

    public void Configure(HostSurfaceBuilder surface)
    {
        ConfigureBytes(surface);
        ConfigureCrypto(surface);
        surface.Function("$url_parse", ParseUrl, "Parts of an address; null when it is none.", "object | null", new HostParameter("url", "string"), new HostParameter("base", "string", Optional: true));
        surface.Function("$query_parse", ParseQuery, "Pairs of a query.", "[string, string][]", new HostParameter("query", "string"));
        surface.Function("$capabilities", Capabilities, "What this host allows.", "object");
        surface.Library(new HostLibrary("web", ["URL", "URLSearchParams", "TextEncoder", "TextDecoder", "structuredClone"], EmbeddedScript.Read("Modules/web.js"), ModuleDeclarations.Web));
        surface.Library(new HostLibrary("modules", ["require", "crypto"], Source(), ModuleDeclarations.Require));
    }

    private static void ConfigureBytes(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), bytes = new("bytes", "number[] | Uint8Array"), encoding = new("encoding", "string");
        surface.Function("$bytes_from", call => Numbers(ByteText.Decode(call, call.GetText(1), call.RequireText(2))), "Bytes of a text.", "number[]", caller, new HostParameter("text", "string"), encoding);
        surface.Function("$bytes_to", call => HostValue.From(ByteText.Encode(call, call.GetBytes(1), call.RequireText(2))), "Text of bytes.", "string", caller, bytes, encoding);
        surface.Function("$bytes_copy", call => Numbers(call.GetBytes(0)), "Bytes as plain numbers.", "number[]", bytes);
    }

    private static void ConfigureCrypto(HostSurfaceBuilder surface)
    {
        HostParameter algorithm = new("algorithm", "string"), data = new("data", "string | number[]");
        surface.Function("$crypto_hash", call => Numbers(Hash(call.GetText(0), call.GetBytes(1))), "Digest of bytes.", "number[]", algorithm, data);
        surface.Function("$crypto_hmac", call => Numbers(Hmac(call, call.GetText(0), call.GetBytes(1), call.GetBytes(2))), "Keyed digest of bytes.", "number[]", algorithm, new HostParameter("key", "number[]"), data);
        surface.Function("$crypto_random", call => Numbers(RandomNumberGenerator.GetBytes((int)call.RequireInteger(1, 0, MaxRandomBytes))), "Random bytes.", "number[]", new HostParameter("caller", "string"), new HostParameter("size", "number"));
        surface.Function("$crypto_uuid", _ => HostValue.From(Guid.NewGuid().ToString()), "A random UUID.", "string");
        surface.Function("$crypto_int", RandomInt, "A random whole number.", "number", new HostParameter("min", "number"), new HostParameter("max", "number"));
        surface.Function("$crypto_equal", call => HostValue.From(CryptographicOperations.FixedTimeEquals(call.GetBytes(0), call.GetBytes(1))), "Compares in constant time.", "boolean",
            new HostParameter("a", "number[]"), new HostParameter("b", "number[]"));
    }

    private static string Source() =>
        EmbeddedScript.Read("Modules/require.js").Replace("/*MODULES*/", string.Join('\n', Modules.Select(name => EmbeddedScript.Read($"Modules/{name}.js"))), StringComparison.Ordinal);

    private static HostValue Numbers(byte[] bytes) => HostValue.From((ReadOnlyMemory<byte>)bytes);

    // Weak digests exist because the services that scripts talk to still ask for them.
#pragma warning disable CA5350, CA5351
    private static byte[] Hash(string algorithm, byte[] data) => algorithm switch
    {
        "md5" => MD5.HashData(data),
        "sha1" => SHA1.HashData(data),
        "sha256" => SHA256.HashData(data),
        "sha384" => SHA384.HashData(data),
        "sha512" => SHA512.HashData(data),
        "sha512-224" => Sha512Truncated.Hash224(data),
        _ => Sha512Truncated.Hash256(data),
    };

    private static byte[] Hmac(HostCall call, string algorithm, byte[] key, byte[] data) => algorithm switch
    {
        "md5" => HMACMD5.HashData(key, data),
        "sha1" => HMACSHA1.HashData(key, data),
        "sha256" => HMACSHA256.HashData(key, data),
        "sha384" => HMACSHA384.HashData(key, data),
        "sha512" => HMACSHA512.HashData(key, data),
        _ => throw new HostCallException($"createHmac: algorithm '{call.GetText(0)}' is not supported; use one of md5, sha1, sha256, sha384, sha512."),
    };
#pragma warning restore CA5350, CA5351

    private static HostValue RandomInt(HostCall call)
    {
        var (least, most) = ((long)call.RequireNumber(0), (long)call.RequireNumber(1));
        if (most <= least)
            throw call.BadArgument(1, "greater than min");
        var range = (UInt128)(most - least);
        var limit = UInt128.MaxValue - (UInt128.MaxValue % range);
        Span<byte> bytes = stackalloc byte[16];
        UInt128 drawn;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            drawn = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
        }
        while (drawn >= limit);
        return HostValue.From((double)(least + (long)(drawn % range)));
    }

    private static HostValue ParseUrl(HostCall call)
    {
        var text = call.GetText(0).Trim();
        Uri? origin = null;
        if (call.Has(1) ? !TryReadUrl(null, call.GetText(1).Trim(), out origin) : text.StartsWith('/'))
            return HostValue.Null;
        if (!TryReadUrl(origin, text, out var uri))
            return HostValue.Null;

        return HostJson.Object(uri, static (writer, uri) =>
        {
            var slashes = uri.OriginalString.Contains("://", StringComparison.Ordinal) || uri.Authority.Length > 0;
            var (user, password) = uri.UserInfo.Split(':', 2) is { Length: 2 } login ? (login[0], login[1]) : (uri.UserInfo, "");
            var port = uri.IsDefaultPort || uri.Port < 0 ? "" : uri.Port.ToString(CultureInfo.InvariantCulture);
            var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
            var authority = port.Length == 0 ? host : $"{host}:{port}";
            writer.WriteString("protocol", uri.Scheme + ":");
            writer.WriteBoolean("slashes", slashes);
            writer.WriteString("username", user);
            writer.WriteString("password", password);
            writer.WriteString("hostname", host);
            writer.WriteString("port", port);
            writer.WriteString("pathname", uri.AbsolutePath);
            writer.WriteString("search", uri.Query == "?" ? "" : uri.Query);
            writer.WriteString("hash", uri.Fragment == "#" ? "" : uri.Fragment);
            writer.WriteString("origin", uri.Scheme is "http" or "https" or "ws" or "wss" or "ftp" ? $"{uri.Scheme}://{authority}" : "null");
            var at = uri.UserInfo.Length == 0 ? "" : uri.UserInfo + "@";
            writer.WriteString("href", $"{uri.Scheme}:{(slashes ? "//" : "")}{at}{authority}{uri.AbsolutePath}{(uri.Query == "?" ? "" : uri.Query)}{(uri.Fragment == "#" ? "" : uri.Fragment)}");
        });
    }

    private static bool TryReadUrl(Uri? origin, string text, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (text.Length > MaxUrlLength || !(origin is null ? Uri.TryCreate(text, UriKind.Absolute, out uri) : Uri.TryCreate(origin, text, out uri)))
            return false;
        try
        {
            // Only asking for it tells whether an international name is one.
            _ = uri.IdnHost;
            return true;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static HostValue ParseQuery(HostCall call)
    {
        var pairs = new List<string[]>();
        var query = call.GetText(0);
        foreach (var range in query.AsSpan().Split('&'))
        {
            var pair = query[range];
            if (pair.Length == 0)
                continue;
            var fields = FieldCollection.ParseQuery(pair);
            foreach (var (name, values) in fields)
                pairs.Add([name, values[0]]);
        }

        return HostValue.FromObject(pairs);
    }

    private HostValue Capabilities(HostCall call) => HostJson.Object(options.Value, static (writer, options) =>
    {
        writer.WriteBoolean("filesystem", options.EnableFileSystem);
        writer.WriteBoolean("network", options.EnableNetwork);
        writer.WriteBoolean("process", options.EnableProcess);
    });
}
