using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Recording;

/// <summary>Copies request, session, app and answer into a recording.</summary>
internal static class RequestCapture
{
    public static RecordedRequest Request(WorkflowRequest request) => new()
    {
        Method = request.Method,
        Path = request.Path,
        Query = request.QueryString,
        Scheme = request.Scheme,
        Host = request.Host,
        RemoteAddress = request.RemoteAddress,
        ContentType = request.ContentType,
        Headers = request.Headers.Where(header => !header.Key.Equals(RunRecorder.TokenHeader, StringComparison.OrdinalIgnoreCase)).ToDictionary(),
        Cookies = request.Cookies.ToDictionary(),
        Form = request.Form.ToDictionary(),
        Body = Text(request.Body.Span),
        Bytes = Bytes(request.Body.Span),
        HasSession = request.SessionId is { Length: > 0 },
        Files = [.. request.Files.Select(file => file.FileName)],
    };

    public static Dictionary<string, JsonElement> Session(Sessions.RunSession session) =>
        session.Stored.ToDictionary(part => part.Key, part => JsonElement.Parse(part.Value));

    public static RecordedApp App(AppDefinition app, NFlowOptions options) => new()
    {
        Name = app.Name,
        Version = Version(app),
        Document = JsonElement.Parse(app.Document.Span, new JsonDocumentOptions { MaxDepth = 512, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }),
        DefaultScript = app.DefaultScript,
        AuthScript = app.AuthScript == app.DefaultScript ? null : app.AuthScript,
        Modules = app.Flows.SelectMany(flow => flow.Nodes).Select(node => node.ReadText("script")).Distinct(StringComparer.Ordinal)
            .Where(app.Modules.ContainsKey).ToDictionary(name => name, name => app.Modules[name].Code),
        LoginPath = options.LoginPath,
        AllowOpenResume = options.AllowOpenResume,
    };

    public static string Version(AppDefinition app) => Convert.ToHexStringLower(SHA256.HashData(app.Document.Span).AsSpan(0, 6));

    public static RecordedResponse Response(WorkflowResponse response) => new()
    {
        Status = response.StatusCode,
        ContentType = response.ContentType,
        IsAnswered = response.IsAnswered,
        IsStreamed = response.IsStreamed,
        Headers = [.. response.Headers.Where(header => header.Key is not (RunRecorder.FileHeader or "Nflow-Wid-1" or "Dromedary-Wid-2"))],
        Body = Text(response.Body.Span),
        Bytes = Bytes(response.Body.Span),
    };

    private static string? Text(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[]? Bytes(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? null : bytes.ToArray();
}
