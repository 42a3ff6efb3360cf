using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>HTTP as text, for what a well-behaved client would not send.</summary>
internal static class RawHttp
{
    public static async Task<string> SendAsync(IPEndPoint endPoint, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endPoint);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
