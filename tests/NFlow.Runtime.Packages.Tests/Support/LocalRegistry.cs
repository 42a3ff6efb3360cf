using System.Net;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>A container registry on loopback that has one image, under every name.</summary>
internal sealed class LocalRegistry : IDisposable
{
    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener = new();
    private readonly BaseImage _image;

    public LocalRegistry(BaseImage image)
    {
        _image = image;
        Address = $"localhost:{FreePort.Find()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The registry was closed, or the client has gone.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var path = context.Request.Url!.AbsolutePath;
        if (path.Contains("/manifests/", StringComparison.Ordinal))
        {
            response.ContentType = ManifestType;
            response.Headers["Docker-Content-Digest"] = BaseImage.Digest(_image.Manifest);
            Send(context, new MemoryStream(_image.Manifest));
        }
        else if (path.EndsWith(_image.ConfigurationDigest, StringComparison.Ordinal))
            Send(context, new MemoryStream(_image.Configuration));
        else if (path.EndsWith(_image.LayerDigest, StringComparison.Ordinal))
            Send(context, _image.OpenLayer());
        else
            response.StatusCode = path == "/v2/" ? 200 : 404;
    }

    private static void Send(HttpListenerContext context, Stream content)
    {
        using (content)
        {
            context.Response.ContentLength64 = content.Length;
            if (context.Request.HttpMethod != "HEAD")
                content.CopyTo(context.Response.OutputStream);
        }
    }
}
